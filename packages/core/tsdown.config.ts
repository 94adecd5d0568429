import { defineConfig } from 'tsdown'
import { published } from '../../tsdown.base.ts'

export default defineConfig({
  ...published,
  // Whoever bundles only the robot then sees that nothing of the alerter runs when it is loaded.
  inputOptions: { optimization: { inlineConst: { mode: 'all', pass: 3 } } },
  // Comments and blanks are half of the file, and every process that loads it would read them. Names stay, for stacks.
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
})
