import { expect, it } from 'vitest'
import { readOptions } from './options.ts'

it('needs nothing', () => {
  expect(readOptions([], {})).toEqual({
    once: false,
    help: false,
    port: 3000,
    emulatorPort: 5588,
    language: 'zh',
  })
})

it('takes the tour only, on the ports of the environment, in the language of the system', () => {
  const env = { PORT: '0', DINGBELL_EMULATOR_PORT: '8080', LANG: 'en_US.UTF-8' }
  // npm and pnpm may hand the dashes on.
  expect(readOptions(['--', '--once'], env)).toMatchObject({
    once: true,
    port: 0,
    emulatorPort: 8080,
    language: 'en',
  })
})

it.each([
  ['zh_CN.UTF-8', 'zh'],
  ['C', 'zh'],
  ['C.UTF-8', 'zh'],
  ['POSIX', 'zh'],
  ['', 'zh'],
  ['en_GB', 'en'],
  ['de_DE.UTF-8', 'en'],
  ['cs_CZ', 'en'],
])('speaks to LANG=%s in %s', (LANG, language) => {
  expect(readOptions([], { LANG }).language).toBe(language)
})

it.each(['65536', '-1', '3000x', '1e3', '0x50'])('refuses PORT=%s', (PORT) => {
  expect(() => readOptions([], { PORT })).toThrow(`PORT: expected a port from 0 to 65535, got ${PORT}`)
})
