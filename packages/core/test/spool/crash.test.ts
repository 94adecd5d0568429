import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frame, unframe } from '../../src/spool/frame.ts'
import { expectCounterexample, expectToHold, patienceMs } from '../model/property.ts'
import { ordeal, type Setting, type Step, steps } from './ordeal.ts'
import { World } from './world.ts'

async function holds(life: readonly Step[], setting: Setting = {}): Promise<void> {
  const problems = await ordeal(life, setting)
  expect(problems.join()).toBe('')
}

/** A world whose disk keeps something else than what is written. */
function tampered(change: (entry: Record<string, unknown>) => Record<string, unknown>): World {
  const world = new World()
  world.disk.tamper = (lines) =>
    Buffer.concat(unframe(lines).map((line) => frame(change(Object(line?.payload)))))
  return world
}

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value : []
}

describe('whatever a process dies of, and wherever it was', () => {
  it(
    'nothing is lost, nothing comes twice without being marked, and no total goes back',
    async () => {
      await expectToHold(
        fc.asyncProperty(steps, (life) => holds(life)),
        120,
      )
    },
    patienceMs,
  )

  it.each([
    ['several processes in one directory', { siblings: 3 }, 30],
    ['more kinds than the table holds', { maxGroups: 2 }, 60],
  ])(
    'also with %s',
    async (_name, setting, numRuns) => {
      await expectToHold(
        fc.asyncProperty(steps, (life) => holds(life, setting)),
        numRuns,
      )
    },
    patienceMs,
  )

  it(
    'also in the middle of any line of what a short life writes',
    async () => {
      const life: Step[] = [
        { do: 'capture', kind: 0, times: 3 },
        { do: 'wait', ms: 300 },
        { do: 'capture', kind: 1, times: 1 },
        { do: 'wait', ms: 1_300 },
        { do: 'capture', kind: 0, times: 2 },
        { do: 'wait', ms: 70_000 },
      ]
      const world = new World()
      await holds(life, { world })
      const { written } = world.disk
      expect(written).toBeGreaterThan(2_000)
      // Some of the bytes; every one would take minutes.
      for (let afterBytes = 1; afterBytes <= written; afterBytes += 37) {
        await holds([{ do: 'kill', afterBytes }, ...life])
      }
    },
    patienceMs,
  )
})

describe('the same is seen to fail', () => {
  it.each([
    [
      'when a message is acknowledged before it is posted',
      /lost/,
      (entry: Record<string, unknown>) =>
        entry.taken ? { ...entry, settled: list(entry.taken).map(({ msgUuid }) => msgUuid) } : entry,
    ],
    [
      'when a new kind waits for the next second',
      /lost/,
      ({ groups, ...entry }: Record<string, unknown>) =>
        entry.counts || entry.taken ? { groups, ...entry } : entry,
    ],
    [
      'when a message goes out again under another msgUuid',
      /twice| of /,
      (entry: Record<string, unknown>) =>
        entry.taken
          ? {
              ...entry,
              taken: list(entry.taken).map((parcel) => ({
                ...parcel,
                body: String(parcel.body).replace(/"msgUuid":"./, '"msgUuid":"+'),
              })),
            }
          : entry,
    ],
    [
      'when totals are not kept',
      /went back/,
      (entry: Record<string, unknown>) => ({
        ...entry,
        groups: list(entry.groups).map((group) => ({ ...group, counts: withoutTotal(group.counts) })),
        counts: list(entry.counts).map(withoutTotal),
      }),
    ],
  ])('%s', async (_name, broken, change) => {
    await expectCounterexample(
      fc.asyncProperty(steps, (life) => holds(life, { world: tampered(change) })),
      broken,
    )
  })
})

function withoutTotal(counts: unknown): unknown {
  const row: unknown[] = Array.isArray(counts) ? [...counts] : []
  row[2] = row[3]
  return row
}
