import type { UserConfig } from 'tsdown'

/** What every published package is built with: both module formats, their types, and a check of the package itself. */
export const published: UserConfig = {
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  dts: true,
  sourcemap: true,
  clean: true,
  fixedExtension: false,
  target: 'node20.19',
  platform: 'node',
  publint: { strict: true },
  attw: { level: 'error' },
}
