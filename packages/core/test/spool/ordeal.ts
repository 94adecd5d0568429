import fc from 'fast-check'
import { countIn, imbalance, type Process, type Received, type Verdict, World } from './world.ts'

/** What happens to a process and its heirs. */
export type Step =
  /** Alerts of one kind come. */
  | { do: 'capture'; kind: number; times: number }
  | { do: 'wait'; ms: number }
  /** The process is killed, at once or in the middle of what it writes after so many bytes, and the next one starts. */
  | { do: 'kill'; afterBytes: number }
  /** What the server does with the posts to come. */
  | { do: 'answer'; verdict: Verdict }

const kinds = ['alpha broke', 'beta broke', 'gamma broke', 'delta broke', 'epsilon broke']

/** Any life of a process. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('capture' as const),
        kind: fc.nat(4),
        times: fc.integer({ min: 1, max: 20 }),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('wait' as const),
        ms: fc.constantFrom(1, 300, 505, 515, 530, 700, 1_000, 20_000, 130_000),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('kill' as const),
        afterBytes: fc.oneof(fc.constant(0), fc.nat(3_000)),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('answer' as const),
        verdict: fc.constantFrom('ok' as const, 'lost' as const, 'busy' as const, 'hang' as const),
      }),
    },
  ),
  { minLength: 3, maxLength: 25 },
)

/** Where a life takes place. */
export interface Setting {
  world?: World
  /** Processes on the same directory; steps are theirs in turn. */
  siblings?: number
  maxGroups?: number
}

/** Lives through the steps, then lets everything arrive. Returns what was promised and did not hold. */
export async function ordeal(
  life: readonly Step[],
  { maxGroups = 2_000, siblings = 1, world = new World() }: Setting = {},
): Promise<string[]> {
  const captured = new Counts()
  const problems: string[] = []
  const start = () => world.start({ ...options, maxGroups })
  let processes = Array.from({ length: siblings }, start)
  const check = () => {
    const alive = processes.filter((process) => process.isAlive())
    if (alive.some(({ alerter }) => imbalance(alerter) !== 0)) problems.push('the books are out of balance')
  }
  const revive = () => {
    if (processes.some((process) => !process.isAlive())) world.bytesLeft = Number.POSITIVE_INFINITY
    processes = processes.map((process) => (process.isAlive() ? process : start()))
  }
  for (const [index, step] of life.entries()) {
    const process = processes[index % siblings] ?? start()
    if (step.do === 'capture') capture(process, kinds[step.kind] ?? '', step.times, captured)
    if (step.do === 'wait') await world.clock.advance(step.ms)
    if (step.do === 'answer') world.answer = () => step.verdict
    if (step.do === 'kill' && step.afterBytes > 0) world.bytesLeft = step.afterBytes
    else if (step.do === 'kill') process.kill()
    check()
    revive()
  }
  world.answer = () => 'ok'
  for (const process of processes) process.kill()
  revive()
  await world.settle(90)
  check()
  if (processes.some(({ alerter }) => alerter.stats().pending > 0)) problems.push('something still waits')
  const isFolded = maxGroups < kinds.length
  return [
    ...problems,
    ...judge(world.shown, captured, isFolded),
    ...(siblings > 1 ? [] : goingBack(world.shown)),
  ]
}

const options = { quietAfterMs: 365 * 24 * 60 * 60_000, stateDir: false as const }

function capture({ alerter, isAlive }: Process, message: string, times: number, captured: Counts): void {
  for (let n = 0; n < times; n += 1) {
    alerter.capture({ message })
    captured.add(message, isAlive())
    if (!isAlive()) return
  }
}

/** Nothing is lost, and nothing comes twice without being marked. What is folded is only counted. */
function judge(shown: readonly Received[], captured: Counts, isFolded: boolean): string[] {
  const problems: string[] = []
  const isMarked = shown.some(({ text }) => text.includes('may have arrived'))
  for (const kind of kinds) {
    const counts = shown.flatMap((each) => countIn(each, kind) ?? [])
    const { least, most } = captured.of(kind)
    const sum = counts.reduce((all, { count }) => all + count, 0)
    if (least > 0 && counts.length === 0 && !isFolded) problems.push(`${kind}: lost`)
    if (sum > most && !isMarked) problems.push(`${kind}: ${sum} of ${most}`)
  }
  return problems
}

/** Totals and numbers, as one line of processes tells them. */
function goingBack(shown: readonly Received[]): string[] {
  const went = kinds.filter((kind) => {
    const counts = shown.flatMap((each) => countIn(each, kind) ?? [])
    return counts.some(({ total }, index) => total < (counts[index - 1]?.total ?? 0))
  })
  const numbers = shown.map(({ text }) => Number(/#([\d,]+) · /.exec(text)?.[1]?.replaceAll(',', '')))
  const isRepeated = numbers.some((number, index) => number <= (numbers[index - 1] ?? 0))
  return [...went.map((kind) => `${kind}: a total went back`), ...(isRepeated ? ['a number came twice'] : [])]
}

/** How often each kind was captured. Whoever dies within the call was not told that it is taken care of, but it may be. */
class Counts {
  readonly #counts = new Map<string, { least: number; most: number }>()

  of(kind: string): { least: number; most: number } {
    return this.#counts.get(kind) ?? { least: 0, most: 0 }
  }

  add(kind: string, isCertain: boolean): void {
    const { least, most } = this.of(kind)
    this.#counts.set(kind, { least: least + (isCertain ? 1 : 0), most: most + 1 })
  }
}
