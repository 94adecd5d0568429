import { defineConfig, type UserConfig } from 'tsdown'
import { published } from '../../tsdown.base.ts'

const small: UserConfig = {
  ...published,
  // Whoever bundles only the robot then sees that nothing of the alerter runs when it is loaded.
  inputOptions: { optimization: { inlineConst: { mode: 'all', pass: 3 } } },
  // Every process that loads the file reads it: comments, blanks and long local names cost time. Functions and classes
  // keep theirs, for stacks.
  minify: {
    compress: false,
    mangle: { toplevel: false, keepNames: true },
    codegen: { removeWhitespace: true },
  },
}

export default defineConfig([
  small,
  // What is shared with other processes: within the index for the alerter, and a file of its own that a robot loads later.
  {
    ...small,
    entry: { 'dingbell-host': 'src/host/host.ts' },
    format: 'cjs',
    dts: false,
    publint: false,
    attw: false,
  },
])
