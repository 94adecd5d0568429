import { defineConfig } from 'tsdown'
import { published } from '../../tsdown.base.ts'

// Of the tests' files none is to be declared: some stand in another package.
export default defineConfig({ ...published, tsconfig: 'tsconfig.build.json' })
