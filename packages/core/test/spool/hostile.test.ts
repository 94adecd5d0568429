import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frame } from '../../src/spool/frame.ts'
import { expectToHold, patienceMs } from '../model/property.ts'
import { imbalance, World } from './world.ts'

/** A directory of somebody who has left, with this in its only file. */
function leave(world: World, bytes: Uint8Array): void {
  const files = world.disk.view(() => 0)
  const dir = '/spool/0-0-0-0-0123abcd'
  files.makeDir(dir)
  files.open(`${dir}/000001.spool`)
  for (const file of world.disk.files.values()) file.bytes = Buffer.from(bytes)
}

/** Takes it over and goes on as ever. */
async function takeOver(bytes: Uint8Array): Promise<World> {
  const world = new World()
  leave(world, bytes)
  const { alerter } = world.start({ quota: false, maxGroups: 5 })
  expect(imbalance(alerter)).toBe(0)
  alerter.capture({ message: 'a new kind' })
  await world.clock.advance(5 * 60_000)
  expect(alerter.stats()).toMatchObject({ pending: 0, hookErrors: 0 })
  expect(imbalance(alerter)).toBe(0)
  expect(world.shown.map(({ text }) => text).join()).toContain('a new kind')
  return world
}

const wall = Date.UTC(2026, 5, 15, 2)
const count = fc.oneof(fc.nat(5), fc.constantFrom(-1, 0.5, 1e15, Number.MAX_SAFE_INTEGER, '7', null))
const time = fc.oneof(
  fc.integer({ min: wall - 300_000, max: wall + 300_000 }),
  fc.constantFrom(0, -1e20, 9e15, null),
)
const level = fc.constantFrom('error', 'fatal', 'warn', 'nonsense')
const state = fc.constantFrom('new', 'again', 'ongoing', 'quiet', 'nonsense')
const fingerprint = fc.constantFrom('aaaaaaaaaaaa', 'bbbbbbbbbbbb', '__proto__', '')
const counts = fc.tuple(fingerprint, level, count, count, time, time, time, state, count, time, fc.nat(1))
const alert = fc.record(
  {
    level,
    message: fc.string(),
    time,
    host: fc.string(),
    error: fc.record({ name: fc.string(), message: fc.string(), causes: fc.jsonValue() }),
    context: fc.jsonValue(),
    at: fc.jsonValue(),
  },
  { requiredKeys: ['level', 'message', 'time'] },
)
const share = fc.record({ fingerprint, count, first: time, last: time, state, shown: state, total: count })
const other = fc.record({ kinds: count, alerts: count })
const notice = fc.record({
  kind: fc.constantFrom('may-repeat', 'content', 'uncounted', 'quota', 'throttled', 'nonsense'),
  from: count,
  to: count,
  alerts: count,
  percent: count,
  used: count,
  share: count,
})
const body = fc.constantFrom(
  JSON.stringify({
    msgtype: 'markdown',
    markdown: { title: 't', text: '#7 · 9 alerts in all' },
    msgUuid: 'uuid-1',
  }),
  JSON.stringify({
    msgtype: 'markdown',
    markdown: { title: 't', text: 'x'.repeat(30_000) },
    msgUuid: 'uuid-1',
  }),
)
const parcel = fc.record({
  msgUuid: fc.constantFrom('uuid-1', 'uuid-2'),
  robot: fc.constantFrom('robot', 'gone'),
  number: count,
  postedAt: time,
  body,
  look: fc.constantFrom('full', 'counts', 'nonsense'),
  news: fc.boolean(),
  shares: fc.array(share, { maxLength: 3 }),
  other,
  notices: fc.array(notice, { maxLength: 2 }),
})
const entry = fc.record(
  {
    part: fc.boolean(),
    reset: fc.boolean(),
    books: fc.record({
      accepted: count,
      delivered: count,
      dropped: count,
      held: count,
      other,
      number: count,
      unsaid: fc.array(notice, { maxLength: 2 }),
      rhythm: fc.record({ step: count, sentAt: time }),
    }),
    groups: fc.array(
      fc.record({
        counts,
        alert,
        samples: fc.array(fc.oneof(fc.string(), fc.constant(7)), { maxLength: 3 }),
      }),
      { maxLength: 3 },
    ),
    counts: fc.array(counts, { maxLength: 3 }),
    gone: fc.array(fingerprint, { maxLength: 2 }),
    taken: fc.array(parcel, { maxLength: 2 }),
    settled: fc.array(fc.constantFrom('uuid-1', 'uuid-2'), { maxLength: 1 }),
    adopted: fc.array(fc.string(), { maxLength: 1 }),
  },
  { requiredKeys: [] },
)

describe('whatever stands in a spool', () => {
  it(
    'arbitrary bytes are no reason to throw, and leave the books in balance',
    async () => {
      await expectToHold(
        fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
          await takeOver(bytes)
        }),
        40,
      )
    },
    patienceMs,
  )

  it(
    'lines with a right sum, but with any content, neither',
    async () => {
      await expectToHold(
        fc.asyncProperty(fc.array(fc.oneof(entry, fc.jsonValue()), { maxLength: 6 }), async (entries) => {
          await takeOver(Buffer.concat(entries.map(frame)))
        }),
        150,
      )
    },
    patienceMs,
  )

  it('nothing at all leaves nothing behind', async () => {
    const world = new World()
    leave(world, frame({ version: 1 }))
    const { alerter } = world.start()
    await world.clock.waitFor(alerter.close(), 1_000)
    expect([...world.disk.dirs]).toEqual(['/spool'])
  })

  it('a file that cannot be read now is read a little later', async () => {
    const world = new World()
    world.answer = () => 'busy'
    const first = world.start()
    first.alerter.capture({ message: 'one' })
    first.kill()
    world.disk.fault = (operation) => (operation === 'read' ? 'EMFILE' : undefined)
    const second = world.start()
    await world.clock.advance(25_000)
    expect(second.alerter.stats()).toMatchObject({ accepted: 0 })
    world.disk.fault = () => undefined
    await world.clock.advance(10_000)
    expect(second.alerter.stats()).toMatchObject({ accepted: 1, dropped: { spool: 0 } })
  })

  it('a file that can never be read is one lost alert', async () => {
    const world = new World()
    leave(world, frame({ version: 1 }))
    world.disk.fault = (operation) => (operation === 'read' ? 'EIO' : undefined)
    const { alerter } = world.start()
    await world.settle()
    expect(alerter.stats()).toMatchObject({ accepted: 1, dropped: { spool: 1 } })
  })
})
