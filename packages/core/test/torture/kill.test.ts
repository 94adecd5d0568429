import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type Captured, kill, open, type Scene, type Shown, shownBy, start, truthOf } from './kill-scene.ts'

/** `DINGBELL_TORTURE=20` makes it 200 rounds. */
const torture = Math.max(1, Number(process.env.DINGBELL_TORTURE ?? 1))
const patienceMs = torture * 180_000
/** Counts are written every second; a busy machine comes late. */
const uncountedMs = 2_000

/** Lets the last process say what is left, and end. */
async function finish(scene: Scene): Promise<void> {
  const last = await start(scene, 'plast', 'quiet')
  const kinds = new Set(truthOf(scene).map(({ kind }) => kind))
  const isTold = () => {
    const told = new Set(shownBy(scene).flatMap((each) => [...each.kinds.keys()]))
    return [...kinds].every((kind) => told.has(kind))
  }
  for (const until = Date.now() + (scene.spool ? 150_000 : 1_000); !isTold() && Date.now() < until; )
    await wait(250)
  const gone = once(last, 'exit')
  last.send('end')
  expect((await gone)[0]).toBe(0)
}

/** What was promised and did not hold. */
function problemsIn(scene: Scene): string[] {
  const { emulator, kills } = scene
  const [truth, shown] = [truthOf(scene), shownBy(scene)]
  const refused = emulator.requests().filter(({ answer }) => !answer.includes('"errcode":0'))
  const told = new Map<string, number>()
  for (const { kinds } of shown)
    for (const [kind, { count }] of kinds) told.set(kind, (told.get(kind) ?? 0) + count)
  const fresh = [...new Set(truth.map(({ kind }) => kind).filter((kind) => kind.startsWith('new')))]
  const marked = shown.filter(({ isMarked }) => isMarked)
  return [
    ...refused.map(({ answer }) => `refused: ${answer}`),
    ...fresh.filter((kind) => !told.has(kind)).map((kind) => `${kind}: lost`),
    // Each new kind came once: a message that tells of it again is marked.
    ...fresh.filter((kind) => isRepeated(shown, kind)).map((kind) => `${kind}: repeated`),
    ...(marked.length > kills.length ? [`${marked.length} marks, ${kills.length} kills`] : []),
    ...miscounted(scene, truth, told, marked.length > 0),
  ]
}

function isRepeated(shown: readonly Shown[], kind: string): boolean {
  const [, ...others] = shown.filter(({ kinds }) => kinds.has(kind))
  return others.some(({ isMarked }) => !isMarked)
}

/** Counts are those of the truth, but for the last moments of those who were killed, and for what is marked as repeated. */
function miscounted(
  { kills }: Scene,
  truth: readonly Captured[],
  told: ReadonlyMap<string, number>,
  mayRepeat: boolean,
): string[] {
  return ['old a', 'old b', 'old c'].flatMap((kind) => {
    const all = truth.filter((each) => each.kind === kind)
    const isUnsure = ({ at, by }: Captured) =>
      kills.some((each) => each.name === by && each.at - at < uncountedMs)
    const least = all.filter((each) => !isUnsure(each)).length
    const most = mayRepeat ? Number.POSITIVE_INFINITY : all.length + kills.length
    const count = told.get(kind) ?? 0
    return count >= least && count <= most ? [] : [`${kind}: ${count}, not from ${least} to ${most}`]
  })
}

/** Numbers, alerts in all and totals of a kind that go back, as one line of processes tells them. */
function goingBack(shown: readonly Shown[]): string[] {
  const highest = new Map<string, number>()
  return shown.flatMap(({ accepted, kinds, number }) => {
    const totals = [...kinds].map(([kind, { total }]) => [kind, total] as const)
    const values = [['number', number] as const, ['accepted', accepted] as const, ...totals]
    return values.flatMap(([name, value]) => {
      const before = highest.get(name) ?? 0
      highest.set(name, Math.max(before, value))
      return value < before ? [`${name}: ${value} after ${before}`] : []
    })
  })
}

/** A name of letters: digits are masked in fingerprints. */
function nameOf(index: number): string {
  return `p${[...String(index)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`
}

async function oneAfterTheOther(scene: Scene, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const child = await start(scene, nameOf(round), 'loud')
    await wait(randomInt(20, 1_500))
    await kill(scene, nameOf(round), child)
  }
}

async function fourTogether(scene: Scene, rounds: number): Promise<void> {
  const names = Array.from({ length: 4 }, (_, index) => nameOf(index))
  const running = await Promise.all(
    names.map(async (name) => ({ name, child: await start(scene, name, 'loud') })),
  )
  for (let round = 0; round < rounds; round += 1) {
    await wait(randomInt(20, 1_000))
    const index = randomInt(4)
    const victim = running[index]
    if (victim) await kill(scene, victim.name, victim.child)
    const heir = nameOf(4 + round)
    running[index] = { name: heir, child: await start(scene, heir, 'loud') }
  }
  for (const { child, name } of running) await kill(scene, name, child)
}

/** Only this user may read them, and they hold no token. */
function expectSafeFiles({ root }: Scene): void {
  const entries = readdirSync(join(root, 'spool'), { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  expect(files.length).toBeGreaterThan(0)
  for (const path of files) {
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readFileSync(path, 'utf8')).not.toContain('fa4e-token')
  }
}

describe('kill -9 at random moments', () => {
  it.concurrent(
    'one process after the other: nothing is lost, repeated unmarked, or goes back',
    async ({ onTestFinished }) => {
      const scene = await open(1_000, onTestFinished)
      await oneAfterTheOther(scene, 10 * torture)
      expectSafeFiles(scene)
      await finish(scene)
      expect(problemsIn(scene)).toEqual([])
      expect(goingBack(shownBy(scene))).toEqual([])
      expect(readdirSync(join(scene.root, 'spool'))).toEqual([])
    },
    patienceMs,
  )

  it.concurrent(
    'four processes in one directory: nothing is lost or repeated unmarked',
    async ({ onTestFinished }) => {
      const scene = await open(5_000, onTestFinished)
      await fourTogether(scene, torture > 1 ? 10 * torture : 6)
      await finish(scene)
      expect(problemsIn(scene)).toEqual([])
      for (const host of new Set(shownBy(scene).map((each) => each.host))) {
        expect(goingBack(shownBy(scene).filter((each) => each.host === host))).toEqual([])
      }
      expect(readdirSync(join(scene.root, 'spool'))).toEqual([])
    },
    patienceMs,
  )

  it.concurrent(
    'without a spool: kinds are lost, and that is seen',
    async ({ onTestFinished }) => {
      const scene = await open(10_000, onTestFinished, false)
      await oneAfterTheOther(scene, 5)
      await finish(scene)
      expect(problemsIn(scene).join()).toContain('lost')
    },
    patienceMs,
  )
})
