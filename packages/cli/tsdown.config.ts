import { defineConfig } from 'tsdown'
import { published } from '../../tsdown.base.ts'

// A command and no library: one ES module. There is nothing to import, hence no types, and nothing for attw to judge.
export default defineConfig({ ...published, entry: ['src/bin.ts'], format: ['esm'], dts: false, attw: false })
