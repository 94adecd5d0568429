import { fileURLToPath } from 'node:url'
import pretty from 'pino-pretty'
import { expect, it } from 'vitest'
import { loadSetup } from './setup.ts'

const cwd = fileURLToPath(new URL('../test/children', import.meta.url))

it.each([
  ['./dingbell.mjs', 'a path from the working directory'],
  ['../children/dingbell.cjs', 'a path that goes up'],
  [`${cwd}/dingbell.mjs`, 'an absolute path'],
  [new URL('../test/children/dingbell.mjs', import.meta.url).href, 'a file: URL'],
])('loads %s: %s', async (setup) => {
  expect(await loadSetup(setup, cwd)).toMatchObject({
    app: 'from the setup',
    beforeSend: expect.any(Function),
  })
})

it('finds a package as the application would', async () => {
  const error = await loadSetup('pino-pretty', cwd).catch((thrown: unknown) => thrown)
  expect(String(error)).toMatch(`to have an object as default export, got a ${typeof pretty}`)
})

it.each([
  ['./nowhere.mjs', /setup: \.\/nowhere\.mjs could not be loaded/],
  ['@nobody/nothing', /setup: @nobody\/nothing could not be loaded/],
  ['./broken.mjs', /could not be loaded \(this module is broken\)/],
  ['./empty.mjs', /expected \.\/empty\.mjs to have an object as default export, got none/],
])('refuses %s in one line that names the option', async (setup, message) => {
  const error = await loadSetup(setup, cwd).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'ERR_DINGTALK_OPTIONS', message: expect.stringMatching(message) })
  expect(String(error)).not.toContain('\n')
})
