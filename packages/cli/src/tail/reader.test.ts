import type { AlertInput } from '@dingbell/core'
import { beforeEach, expect, it } from 'vitest'
import { Reader } from './reader.ts'
import { byLevelWord, byPattern } from './text-record.ts'

let emitted: AlertInput[]
let wake: (() => void) | undefined
let timers: number

beforeEach(() => {
  emitted = []
  wake = undefined
  timers = 0
})

function reader(sort = byLevelWord): Reader {
  return new Reader({
    sort,
    rings: (level) => level !== 'info',
    emit: (alert) => emitted.push(alert),
    after(_, call) {
      timers += 1
      wake = call
      return () => {
        wake = undefined
      }
    },
  })
}

const messages = () => emitted.map(({ error, message }) => message ?? error)

it('hands JSON over at once', () => {
  reader().line('{"level":50,"msg":"x"}')
  expect(messages()).toEqual(['x'])
})

it('hands nothing over that nobody wants to hear of', () => {
  const lines = reader()
  for (const line of ['{"level":30,"msg":"x"}', 'INFO y']) lines.line(line)
  lines.end()
  expect(messages()).toEqual([])
})

it('holds text back until the next record begins, a line that is none comes, or JSON', () => {
  const lines = reader()
  lines.line('ERROR a')
  lines.line('  more')
  expect(messages()).toEqual([])
  lines.line('ERROR b')
  expect(messages()).toEqual(['a'])
  lines.line('listening')
  expect(messages()).toEqual(['a', 'b'])
  lines.line('ERROR c')
  lines.line('{"level":50,"msg":"d"}')
  expect(messages()).toEqual(['a', 'b', 'c', 'd'])
})

it('holds text back no longer than nothing follows', () => {
  const lines = reader()
  lines.line('ERROR a')
  lines.line('  more')
  wake?.()
  expect(messages()).toEqual([])
  wake?.()
  expect(messages()).toEqual(['a'])
})

it('needs one timer for many lines', () => {
  const lines = reader()
  for (let count = 0; count < 100; count += 1) lines.line('ERROR a')
  expect(timers).toBe(1)
})

it('hands over what is open at the end, once, and leaves no timer', () => {
  const lines = reader()
  lines.line('ERROR a')
  lines.end()
  lines.end()
  expect(messages()).toEqual(['a'])
  expect(wake).toBeUndefined()
})

it('keeps the first lines of a record that does not end', () => {
  const lines = reader(byPattern(/^START/))
  lines.line('START')
  for (let count = 0; count < 10_000; count += 1) lines.line(`line ${count}`)
  lines.end()
  expect(String(emitted[0]?.context?.details).split('\n')).toHaveLength(199)
})

it('matches only the start of a very long line', () => {
  const lines = reader(byPattern(/^(?<message>.*)$/))
  lines.line('x'.repeat(1_000_000))
  lines.end()
  expect(emitted[0]?.message).toHaveLength(4_096)
})

it('reads through colours and carriage returns', () => {
  const lines = reader()
  lines.line('\u001b[31mERROR\u001b[39m failed\r')
  lines.end()
  expect(messages()).toEqual(['failed'])
})
