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

/** What is shared with other processes: within the index for the alerter, and a file of its own for a robot to load later. */
const hostApart = (extension: string) => ({
  name: 'host-apart',
  resolveId: (source: string, _importer: string | undefined, { kind }: { kind: string }) =>
    kind === 'dynamic-import' && source.endsWith('/host/host.ts')
      ? { id: `./host.${extension}`, external: true }
      : undefined,
})
const unchecked: UserConfig = { ...small, publint: false, attw: false }

export default defineConfig([
  { ...unchecked, format: 'esm', plugins: [hostApart('js')] },
  // A dynamic import is more than a test runner for CommonJS understands.
  { ...unchecked, format: 'cjs', outputOptions: { dynamicImportInCjs: false }, plugins: [hostApart('cjs')] },
  { ...small, entry: { host: 'src/host/host.ts' }, dts: false },
])
