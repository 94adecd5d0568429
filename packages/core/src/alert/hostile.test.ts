import { describe, expect, it } from 'vitest'
import { createNormaliser } from './normalise.ts'
import { readError } from './read.ts'
import { createRedactor } from './redact.ts'

const size = 200_000
const fill = (unit: string) => unit.repeat(Math.ceil(size / unit.length)).slice(0, size)
const redactor = createRedactor({ keys: ['id_no'], phones: true, idCards: true }, ['fake-token-0123456789'])
const normalise = createNormaliser({ host: 'h', redactor })

/** What each of the patterns would be slow at, if it looked back or tried again. */
const shapes: readonly [string, string][] = [
  ['one word', fill('a')],
  ['a key without value', fill('password')],
  ['a key with dashes', fill('api_')],
  ['keys without separator', fill('password ')],
  ['a key of the user', fill('i_d-')],
  ['values without end', fill('token=')],
  ['a quote without end', `token="${fill('a')}`],
  ['escaped quotes', `token="${fill('\\"')}`],
  ['brackets without end', `token=${fill('{')}`],
  ['keys that have no value', fill('authorization:null,').slice(0, 20_000) + fill('a')],
  ['separators', fill(':')],
  ['equal signs', fill('=')],
  ['Bearer and blanks', `Bearer${fill(' ')}`],
  ['Bearers', fill('Bearer')],
  ['Basics', fill('Basic ')],
  ['one small Basic', `Basic ${fill('a')}`],
  ['the start of web tokens', fill('eyJ')],
  ['web tokens with dashes', fill('-eyJabc')],
  ['URLs without end', fill('://')],
  ['a URL without host', `://${fill('a')}`],
  ['a URL of many users', `://${fill('a@')}`],
  ['the start of signing secrets', fill('SEC0f')],
  ['the start of a private key', fill('-----BEGIN ')],
  ['private keys without end', fill('-----BEGIN PRIVATE KEY-----')],
  ['encoded pairs', fill('token%3D')],
  ['the start of phone numbers', fill('138')],
  ['phone numbers that are too short', fill('1380000 ')],
  ['the start of identity numbers', fill('110101199001')],
  ['Chinese', fill('密码')],
  ['lone surrogates', fill('\udc00\ud800')],
  ['control characters', fill('\u0000')],
]

/** The best of many runs: a machine that is busy with other things does not make the code slow. */
function bestMs(bound: number, run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 100 && best >= bound; round += 1) {
    const start = performance.now()
    run()
    best = Math.min(best, performance.now() - start)
  }
  return best
}

describe('an alert with 200 KB in every field takes less than 2 ms, be it', () => {
  it.each(shapes)('%s', (_, text) => {
    const error = Object.assign(new Error(text), {
      name: text,
      code: text,
      stack: `${text}\n    at f (${text})`,
    })
    const input = {
      message: text,
      template: text,
      logger: text,
      error,
      context: { [text]: text, a: text, list: [text] },
    }
    expect(bestMs(2, () => normalise(input, 0))).toBeLessThan(2)
  })
})

it('finds the frames behind a message of 2 MB in less than 2 ms, by code that has run for long', () => {
  const usual = new Error('the bank said no to the payment of an order')
  for (let round = 0; round < 100_000; round += 1) readError(usual)
  const error = new Error('a'.repeat(2_000_000))
  expect(readError(error)?.stack).toMatch(/^ {4}at /)
  expect(bestMs(2, () => readError(error))).toBeLessThan(2)
})

describe('redaction itself is linear and takes less than 10 ms for 200 KB, be it', () => {
  it.each(shapes)('%s', (_, text) => {
    expect(bestMs(10, () => redactor.text(text))).toBeLessThan(10)
  })

  it('which a usual pattern for pairs does not reach for a twentieth of it', () => {
    const usual = /(\w+)\s*[:=]\s*(\w+)/g
    const text = fill('a').slice(0, size / 20)
    const runs = [1, 2, 3].map(() => {
      const start = performance.now()
      text.replace(usual, '$1=x')
      return performance.now() - start
    })
    expect(Math.min(...runs)).toBeGreaterThan(10)
  })
})
