import { defineConfig } from 'tsdown'
import { published } from '../../tsdown.base.ts'

// Pino takes the default export, people take the names. Of the tests' files none is to be declared: some stand in another package.
export default defineConfig({
  ...published,
  tsconfig: 'tsconfig.build.json',
  outputOptions: { exports: 'named' },
})
