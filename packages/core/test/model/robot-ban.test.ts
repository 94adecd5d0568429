import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { DingTalkError } from '../../src/errors.ts'
import { impatientStorms, reading, storms, troubles } from './arbitraries.ts'
import { post, robotWith } from './contenders.ts'
import type { Call } from './ding-talk-model.ts'
import { faulty } from './faulty-gates.ts'
import { expectCounterexample, expectToHold, patienceMs } from './property.ts'
import { nameOf, type Reading, readings } from './reading.ts'
import { type Contender, type Run, rage } from './storm.ts'
import { VirtualClock } from './virtual-clock.ts'

vi.setConfig({ testTimeout: patienceMs })

const robot = robotWith()

/** Storms against a server as strict as DingTalk. */
function runs(
  perMinute: number,
  judged: fc.Arbitrary<Reading>,
  foreign: fc.Arbitrary<number>,
): fc.Arbitrary<Run> {
  return fc.record({
    perMinute: fc.constant(perMinute),
    storm: impatientStorms(perMinute),
    trips: troubles,
    reading: judged,
    limits: fc.constant({}),
    foreign,
  })
}

const alone = fc.constant(0)
const crowd = fc.integer({ min: 1, max: 25 })

/** The promise: however the minute is counted, nobody is banned. */
async function stayUnbanned(contender: Contender, run: Run): Promise<void> {
  const { model } = await rage(contender, run, new VirtualClock())
  expect(model.bans, 'banned').toEqual([])
}

/** The promise: once a throttle was heard, nothing goes out for ten minutes and five seconds. */
async function keepSilent(contender: Contender, run: Run): Promise<void> {
  const { model } = await rage(contender, run, new VirtualClock())
  const ours = model.calls.filter((call) => !call.foreign)
  for (const throttled of ours.filter(heardOfBan)) {
    const from = throttled.endedAt ?? 0
    const during = ours.filter((call) => call.startedAt > from && call.startedAt < from + 605_000)
    expect(during, 'sent during the ban').toEqual([])
  }
}

function heardOfBan(call: Call): boolean {
  return call.verdict === 'throttled' && call.answered === true
}

describe('with 18 of 20 messages a minute', () => {
  for (const judged of readings) {
    it(`a robot is never banned: ${nameOf(judged)}`, async () => {
      const property = fc.asyncProperty(runs(18, fc.constant(judged), alone), (run) =>
        stayUnbanned(robot, run),
      )
      await expectToHold(property, 3)
    })
  }

  it('a robot whose slots are free 60 s after their start is banned when it uses all 20', async () => {
    const careless = robotWith(faulty.freesAtStart)
    const storm = storms(20)
    const property = fc.asyncProperty(runs(20, reading, alone), storm, (run, storm) =>
      stayUnbanned(careless, { ...run, storm }),
    )
    await expectCounterexample(property, /banned/)
  })
})

describe('when somebody else has the robot banned', () => {
  it('the robot sends nothing until the ban is over', async () => {
    const property = fc.asyncProperty(runs(18, reading, crowd), (run) => keepSilent(robot, run))
    await expectToHold(property, 120)
  })

  it('a robot that forgets bans is caught', async () => {
    const careless = robotWith(faulty.forgetsBans)
    const property = fc.asyncProperty(runs(18, reading, crowd), (run) => keepSilent(careless, run))
    await expectCounterexample(property, /sent during the ban/)
  })

  it('callers are told how long, and only while it lasts', async () => {
    const property = fc.asyncProperty(runs(18, reading, crowd), async (run) => {
      const { model, sent } = await rage(robot, run, new VirtualClock())
      const refused = sent.flatMap(({ error }) =>
        error instanceof DingTalkError && error.code === 'ERR_DINGTALK_THROTTLED' ? error.retryAfterMs : [],
      )
      for (const waitMs of refused) expect(waitMs).toBeGreaterThan(0)
      for (const waitMs of refused) expect(waitMs).toBeLessThanOrEqual(630_000)
      if (!model.calls.some(heardOfBan)) expect(refused).toEqual([])
    })
    await expectToHold(property, 100)
  })
})

describe('what send() says', () => {
  /** The promise: resolved means that people see it, and only once where `msgUuid` is honoured. */
  async function tellTheTruth(contender: Contender, run: Run): Promise<void> {
    const { model, sent } = await rage(contender, run, new VirtualClock())
    const seen = model.chat.map((call) => call.text)
    for (const { content, error } of sent) {
      const copies = seen.filter((text) => text.endsWith(`\n${content}`)).length
      if (error === undefined) expect(copies, 'resolved').toBeGreaterThan(0)
      if (run.reading?.honoursUuid) expect(copies, 'copies').toBeLessThanOrEqual(1)
    }
  }

  it('is true under every reading and trouble', async () => {
    const foreign = fc.constantFrom(0, 0, 21)
    const property = fc.asyncProperty(runs(18, reading, foreign), (run) => tellTheTruth(robot, run))
    await expectToHold(property, 120)
  })

  it('is not true of a client that trusts the status', async () => {
    const trusting: Contender = (ports) => (content) => post(ports, content)
    const property = fc.asyncProperty(runs(18, reading, alone), (run) => tellTheTruth(trusting, run))
    await expectCounterexample(property, /resolved/)
  })
})
