import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: { main: 'src/main.ts', peer: 'src/peers/peer.ts', server: 'src/emulator/server.ts' },
  format: 'esm',
  dts: false,
  clean: true,
  fixedExtension: false,
  target: 'node20.19',
  platform: 'node',
})
