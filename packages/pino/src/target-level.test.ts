import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { pinoWorkerData, targetLevel } from './target-level.ts'

const here = join(dirname(fileURLToPath(import.meta.url)), 'index.cjs')
const file = { target: '/somewhere/pino/file.js', level: 'info' }

it('knows the level beside its target by the options that came with it', () => {
  const options = {}
  const others = { target: here, level: 'fatal', options: {} }
  expect(targetLevel(options, { targets: [file, { target: here, level: 'warn', options }, others] })).toBe(
    'warn',
  )
  expect(targetLevel(options, { targets: [file, { target: here, options }] })).toBeUndefined()
})

it('knows it without options too, unless two targets without options differ', () => {
  const warn = { target: here, level: 'warn' }
  expect(targetLevel(undefined, { targets: [file, warn] })).toBe('warn')
  expect(
    targetLevel(undefined, { targets: [warn, { target: pathToFileURL(here).href, level: 'warn' }] }),
  ).toBe('warn')
  expect(targetLevel(undefined, { targets: [warn, { target: here, level: 'error' }] })).toBeUndefined()
})

it('looks into pipelines', () => {
  const options = {}
  expect(targetLevel(options, { pipelines: [[file, { target: here, level: 'warn', options }]] })).toBe('warn')
})

it('knows nothing outside of a worker of Pino', () => {
  expect(targetLevel({}, {})).toBeUndefined()
  expect(pinoWorkerData()).not.toHaveProperty('targets')
})
