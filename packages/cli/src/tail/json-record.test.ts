import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromJson } from './json-record.ts'

const read = (record: unknown) => fromJson(JSON.stringify(record))
const stack = 'TypeError: x is not a function\n    at charge (/app/pay.js:3:4)'

describe('fromJson', () => {
  it('reads a line of Pino with an error', () => {
    const err = { type: 'TypeError', message: 'x is not a function', stack, code: 'E_X' }
    const line = {
      level: 50,
      time: 1795330459323,
      pid: 1,
      hostname: 'h',
      name: 'pay',
      err,
      msg: 'charge failed',
      orderId: 17,
    }
    expect(read(line)).toEqual({
      level: 'error',
      message: 'charge failed',
      error: { name: 'TypeError', ...err },
      time: 1795330459323,
      logger: 'pay',
      context: { orderId: 17 },
    })
  })

  it('reads a line of Winston with a stack beside the message', () => {
    const line = {
      level: 'error',
      message: 'charge failed',
      stack,
      timestamp: '2026-11-22T06:00:00.000Z',
      label: 'pay',
    }
    expect(read(line)).toEqual({
      level: 'error',
      message: 'charge failed',
      error: { name: 'TypeError', message: 'x is not a function', stack },
      time: Date.UTC(2026, 10, 22, 6),
      logger: 'pay',
      context: {},
    })
  })

  it('reads a level that Winston coloured', () => {
    expect(read({ level: '\u001b[31merror\u001b[39m', message: '\u001b[31mx\u001b[39m' })).toMatchObject({
      level: 'error',
      message: 'x',
    })
  })

  it.each([
    ['zap', { level: 'error', ts: 1795330459.5, msg: 'x', logger: 'pay', caller: 'a.go:1', error: 'boom' }],
    [
      'structlog',
      { level: 'error', event: 'x', timestamp: '2026-11-22T06:54:19.500Z', logger: 'pay', error: 'boom' },
    ],
    [
      'a cloud format',
      {
        severity: 'ERROR',
        message: 'x',
        '@timestamp': '2026-11-22T06:54:19.500Z',
        logger: 'pay',
        error: 'boom',
      },
    ],
  ])('reads a line of %s', (_, line) => {
    expect(read(line)).toEqual({
      level: 'error',
      message: 'x',
      error: 'boom',
      time: 1795330459500,
      logger: 'pay',
      context: {},
    })
  })

  it('takes the name of an error from its stack where nothing else tells it', () => {
    expect(read({ level: 50, err: { stack } })).toMatchObject({
      error: { name: 'TypeError', message: 'x is not a function' },
    })
  })

  it('does not ring for a level that nobody knows', () => {
    expect(read({ level: 'audit', msg: 'x' })).toMatchObject({ level: 'info' })
  })

  it.each(['{', '{}', '[]', '{"msg":"x"}', '{"level":{}}', '"level"', 'level', '', '{"level":50} x'])(
    'takes %j for no log record',
    (line) => {
      expect(fromJson(line)).toBeUndefined()
    },
  )

  it('never throws', () => {
    fc.assert(fc.property(fc.json(), (line) => void fromJson(line)))
    const odd = fc.dictionary(
      fc.constantFrom('level', 'msg', 'err', 'time', 'name', 'stack', 'context'),
      fc.jsonValue(),
    )
    fc.assert(fc.property(odd, (record) => void read(record)))
  })
})
