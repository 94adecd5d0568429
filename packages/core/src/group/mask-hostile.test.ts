import { describe, expect, it } from 'vitest'
import { createFingerprinter } from './fingerprint.ts'
import { mask } from './mask.ts'

const size = 200_000
const fill = (unit: string) => unit.repeat(Math.ceil(size / unit.length)).slice(0, size)

/** What regular expressions for ids, mails, URLs and quotes are slow at. */
const shapes: readonly [string, string][] = [
  ['one token', `failed: ${fill('aB3dE6gH')}`],
  ['one number', fill('1')],
  ['one word', fill('a')],
  ['hex', fill('0f')],
  ['dashes', fill('1-')],
  ['the start of a mail address', fill('a.')],
  ['mail addresses without an end', fill('a@')],
  ['mail addresses', fill('a@b.c&')],
  ['URLs without an end', fill('http://')],
  ['colons', fill(':')],
  ['half an IPv6 address', fill('ab:')],
  ['UUIDs without an end', fill('01234567-89ab-')],
  ['quotes', fill('"')],
  ['quotes that never close', fill(' “a')],
  ['quotes of different kinds', fill(`'"\``)],
  ['blanks', fill(' ')],
  ['blanks between words', fill('a  ')],
  ['line breaks', fill('\n')],
  ['Chinese', fill('支付失败')],
  ['dates', fill('2024-01-02T03:04:05.678Z ')],
  ['lone surrogates', fill('\ud800')],
]

/** The best of many runs: a machine that is busy with other things does not make the code slow. */
function bestMs(run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 100 && best >= 2; round += 1) {
    const start = performance.now()
    run()
    best = Math.min(best, performance.now() - start)
  }
  return best
}

describe('masking 200 KB takes less than 2 ms, be it', () => {
  it.each(shapes)('%s', (_, text) => {
    expect(bestMs(() => mask(text))).toBeLessThan(2)
  })

  it('which a usual pattern for mail addresses does not reach for a twentieth of it', () => {
    const usual = /[\w.+-]+@[\w-]+\.[\w.]+/g
    const text = fill('a.').slice(0, size / 20)
    const runs = [1, 2, 3].map(() => {
      const start = performance.now()
      text.replace(usual, '#')
      return performance.now() - start
    })
    expect(Math.min(...runs)).toBeGreaterThan(2)
  })
})

it('a fingerprint of 200 KB of message and stack takes less than 2 ms', () => {
  for (const [, text] of shapes) {
    const error = {
      name: text,
      message: text,
      code: text,
      stack: `    at f (${text}:1:2)`,
      causes: [{ name: text }],
    }
    const source = { level: 'error' as const, message: text, logger: text, error }
    expect(bestMs(() => createFingerprinter()(source))).toBeLessThan(2)
  }
})
