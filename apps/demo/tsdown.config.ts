import { defineConfig } from 'tsdown'

export default defineConfig([
  {
    // The second one is loaded by name, in the worker thread of Pino.
    entry: ['src/main.ts', 'src/pino-setup.ts'],
    format: 'esm',
    dts: false,
    clean: true,
    fixedExtension: false,
    target: 'node20.19',
    platform: 'node',
  },
  {
    entry: ['browser/app.ts'],
    outDir: 'dist/browser',
    format: 'esm',
    dts: false,
    fixedExtension: false,
    target: 'es2022',
    platform: 'browser',
    tsconfig: 'browser/tsconfig.json',
    copy: [{ from: 'browser/{style/*.css,bell.svg}', flatten: true }],
  },
])
