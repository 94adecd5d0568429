import { defineConfig } from 'tsdown'
import { published } from '../../tsdown.base.ts'

// Pino takes the default export, people take the names.
export default defineConfig({ ...published, outputOptions: { exports: 'named' } })
