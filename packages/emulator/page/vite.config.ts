import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** The page becomes a handful of static files beside the built server; its libraries are bundled into them. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  logLevel: 'warn',
  build: {
    outDir: '../dist/page',
    emptyOutDir: true,
    target: 'es2022',
    // The content security policy allows files of this server only: nothing may be inlined as data.
    assetsInlineLimit: 0,
    modulePreload: false,
    // The bundled libraries ask that their notices go along.
    license: { fileName: 'licenses.md' },
  },
})
