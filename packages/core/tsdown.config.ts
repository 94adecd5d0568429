import { defineConfig } from 'tsdown'
import { published } from '../../tsdown.base.ts'

export default defineConfig({
  ...published,
  // A file of its own, so that whoever bundles only the robot has it loaded when a first message is sent.
  entry: ['src/index.ts', 'src/host/host.ts'],
  // Whoever bundles only the robot then sees that nothing of the alerter runs when it is loaded.
  inputOptions: { optimization: { inlineConst: { mode: 'all', pass: 3 } } },
  // Every process that loads the file reads it: comments, blanks and long local names cost time. Functions and classes
  // keep theirs, for stacks.
  minify: {
    compress: false,
    mangle: { toplevel: false, keepNames: true },
    codegen: { removeWhitespace: true },
  },
})
