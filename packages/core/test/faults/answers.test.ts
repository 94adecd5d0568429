import { describe, expect, it } from 'vitest'
import { expectNothingLost, robotSuffers, undergo } from './ordeal.ts'
import { answers, type Reaction, refuses } from './wire.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

interface Fault {
  name: string
  reaction: Reaction
  /** What `Robot.send` rejects with. */
  error: object
  /** Time after the refusal without any request. */
  quietMs: number
  /** Time after which the alert has arrived. */
  withinMs: number
  /** What the message that arrives says about it. */
  told?: RegExp
}

const throttled = {
  error: { code: 'ERR_DINGTALK_THROTTLED', retryable: true, retryAfterMs: expect.any(Number) },
  quietMs: 10 * minute,
  withinMs: 11 * minute,
  told: /throttled/i,
}
const aside = {
  quietMs: 10 * minute - second,
  withinMs: 10 * minute + second,
  told: /not delivered|no delivery|ERR_/i,
}
const quota = {
  error: { code: 'ERR_DINGTALK_QUOTA' },
  quietMs: 24 * hour - second,
  withinMs: 24 * hour + second,
}
const transient = {
  error: { code: 'ERR_DINGTALK_TRANSIENT', retryable: true },
  quietMs: 0,
  withinMs: 2 * second,
}
const security = (reason: string) => ({ error: { code: 'ERR_DINGTALK_SECURITY', reason }, ...aside })
const page = '<html><body>trouble</body></html>'
const deny = '{"status":1111,"wait":5,"source":"x5","punish":"deny","uuid":"9ff0"}'
const tooFast = 'send too fast, exceed 20 times per minute'

const faults: Fault[] = [
  { name: 'a page with 500', reaction: answers(500, page), ...transient },
  { name: 'a page with 502', reaction: answers(502, page), ...transient },
  {
    name: '503 with Retry-After',
    reaction: answers(503, '', { 'retry-after': '120' }),
    ...transient,
    quietMs: 2 * minute,
    withinMs: 2 * minute + 2 * second,
  },
  { name: '429 with Retry-After', reaction: answers(429, '', { 'retry-after': '30' }), ...throttled },
  {
    name: '302, as the gateway answers during a ban',
    reaction: answers(302, page, { location: '/ban' }),
    ...throttled,
  },
  { name: '130101', reaction: refuses(130101, tooFast), ...throttled },
  { name: '130101 as a string', reaction: refuses('130101', tooFast), ...throttled },
  { name: 'the deny body', reaction: answers(200, deny), ...throttled },
  {
    name: 'the deny body merged with 130101',
    reaction: answers(200, deny.replace('{', `{"errcode":130101,"errmsg":"${tooFast}",`)),
    ...throttled,
  },
  {
    name: '310000 for want of a keyword',
    reaction: refuses(310000, 'keywords not in content'),
    ...security('keyword'),
  },
  {
    name: '310000 for its timestamp',
    reaction: refuses(310000, 'invalid timestamp'),
    ...security('timestamp'),
  },
  { name: '310000 for its signature', reaction: refuses(310000, 'sign not match'), ...security('sign') },
  {
    name: '310000 for its address',
    reaction: refuses(310000, 'ip 127.0.0.1 not in whitelist'),
    ...security('ip'),
  },
  { name: '310000 as a string', reaction: refuses('310000', 'sign not match'), ...security('sign') },
  { name: '90030, the month is used up', reaction: refuses(90030, 'webhook over limit'), ...quota },
]

describe('what an answer refused arrives later, once, and the robot is left in peace until then', () => {
  for (const { error, name, quietMs, reaction, told, withinMs } of faults) {
    it(name, async () => {
      expect(await robotSuffers({ reactions: [reaction] })).toMatchObject(error)
      const ordeal = await undergo({ reactions: [reaction] })
      const { alerter, pass, wire } = ordeal
      alerter.capture({ message: 'order lost' })
      await pass(500 + quietMs)
      expect(wire.requests, 'requests before the wait is over').toHaveLength(1)
      await pass(withinMs - quietMs)
      expect(wire.requests).toHaveLength(2)
      expectNothingLost(ordeal, 'order lost')
      if (told) expect([...wire.chat.values()][0]?.text).toMatch(told)
    })
  }

  it('460101: at once, in a smaller message', async () => {
    const reaction = refuses(460101, 'message too long, exceed 20000 bytes')
    expect(await robotSuffers({ reactions: [reaction] })).toMatchObject({ code: 'ERR_DINGTALK_TOO_LARGE' })
    const ordeal = await undergo({ reactions: [reaction] })
    const { alerter, pass, wire } = ordeal
    const kinds = [...'abcdefghijklmnopqrstuvwxyz'].map((letter) => `kind ${letter}${letter}`)
    for (const kind of kinds) alerter.capture({ message: `${kind} ${'x'.repeat(900)}`, fingerprint: kind })
    await pass(2 * second)
    expect(wire.requests).toHaveLength(2)
    const sizes = wire.requests.map(({ body }) => Buffer.byteLength(body))
    expect(sizes[0]).toBeGreaterThan(10_000)
    expect(sizes[1]).toBeLessThan(10_000)
    await pass(2 * minute)
    expect(alerter.stats()).toMatchObject({
      accepted: 26,
      delivered: 26,
      pending: 0,
      messages: { failed: 0 },
    })
    const told = [...wire.chat.values()].map((message) => message.text).join()
    for (const kind of kinds) expect(told).toContain(kind)
  })

  it('errcode "0" is no refusal', async () => {
    const ordeal = await undergo({ reactions: [answers(200, '{"errcode":"0","errmsg":"ok"}', {}, true)] })
    ordeal.alerter.capture({ message: 'order lost' })
    await ordeal.pass(minute)
    expect(ordeal.wire.requests).toHaveLength(1)
    expectNothingLost(ordeal, 'order lost')
  })
})
