import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: ['src/main.ts'],
  format: 'esm',
  dts: false,
  clean: true,
  fixedExtension: false,
  target: 'node20.19',
  platform: 'node',
})
