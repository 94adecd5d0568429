import { expect, it, vi } from 'vitest'
import { defaultConfig } from './config.ts'
import { LineReader, readLevel } from './line.ts'

it.each([
  ['{"level":30,"time":1}', 30],
  ['{"level":-5,"time":1}', -5],
  ['{"level":35.5,"time":1}', 35.5],
  ['{"level":"INFO","time":1}', 'INFO'],
  ['{"level":"","time":1}', ''],
  ['{"level":"a\\"b","time":1}', undefined],
  ['{"level":null,"time":1}', undefined],
  ['{"level":{"a":1},"time":1}', undefined],
  ['{"level":30}', undefined],
  ['{"time":1,"level":30}', undefined],
  ['{"level":', undefined],
  [`{"level":"${'x'.repeat(200)}"}`, undefined],
  ['', undefined],
])('finds the level at the start of %s', (line, level) => {
  expect(readLevel(line)).toBe(level)
})

it('does not parse what is below the level', () => {
  const parse = vi.spyOn(JSON, 'parse')
  const reader = new LineReader('error', defaultConfig)
  expect(reader.read('{"level":30,"msg":"x"}')).toBeUndefined()
  expect(reader.read('{"level":"info","msg":"x"}')).toBeUndefined()
  expect(reader.read('{"msg":"x"}', { level: 30 })).toBeUndefined()
  expect(parse).not.toHaveBeenCalled()
  expect(reader.read('{"level":50,"msg":"x"}')).toMatchObject({ level: 'error', message: 'x' })
  expect(parse).toHaveBeenCalledOnce()
})

it.each([
  ['{"level":50}', 'error'],
  ['{"msg":"x","level":60}', 'fatal'],
  ['{"severity":"CRITICAL","message":"x"}', 'fatal'],
  ['{"msg":"x","level":30}', undefined],
  ['{"msg":"x"}', undefined],
])('finds the level wherever it stands: %s', (line, level) => {
  expect(new LineReader('error', defaultConfig).read(line)?.level).toBe(level)
})

it.each(['', 'not json', 'null', '50', '[]', '{"level":50,', '"level"'])('lets %j pass', (line) => {
  expect(new LineReader('error', defaultConfig).read(line)).toBeUndefined()
})

it('complains of a level that the logger does not know, without quoting it', () => {
  const { complaint } = new LineReader('secret-word', defaultConfig)
  expect(complaint).toBe('level: expected one of trace, debug, info, warn, error, fatal; error is used')
  expect(new LineReader('warn', defaultConfig).complaint).toBeUndefined()
})
