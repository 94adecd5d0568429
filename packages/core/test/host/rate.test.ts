import fc from 'fast-check'
import { describe, it } from 'vitest'
import type { Slot, SlotKind } from '../../src/pace/slots.ts'
import { busiestWindow } from '../model/busiest-window.ts'
import { expectCounterexample, expectToHold, patienceMs } from '../model/property.ts'
import { bootMachine, type Process } from './machine.ts'

const timeoutMs = 10_000
const perMinute = 18

/** What happens on the machine, one thing after the other. `who` picks one of the processes that live. */
type Act =
  | {
      does: 'sends'
      who: number
      kind: SlotKind
      fatal: boolean
      tookMs: number
      travel: number
      answered: boolean
    }
  | { does: 'starts' }
  | { does: 'dies'; who: number }
  | { does: 'passes'; ms: number }
  | { does: 'is set'; byMs: number }

const who = fc.nat(3)
const travel = fc.double({ min: 0, max: 1, noNaN: true })
const sends = fc.record({
  does: fc.constant('sends' as const),
  who,
  kind: fc.constantFrom<SlotKind>('direct', 'first', 'digest', 'last-words'),
  fatal: fc.boolean(),
  tookMs: fc.integer({ min: 0, max: timeoutMs }),
  travel,
  answered: fc.boolean(),
})
const acts = fc.array(
  fc.oneof(
    { weight: 20, arbitrary: sends },
    { weight: 3, arbitrary: fc.constant({ does: 'starts' as const }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('dies' as const), who }) },
    { weight: 5, arbitrary: fc.record({ does: fc.constant('passes' as const), ms: fc.nat(40_000) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        does: fc.constant('is set' as const),
        byMs: fc.integer({ min: -7.2e6, max: 7.2e6 }),
      }),
    },
  ),
  { minLength: 60, maxLength: 160 },
)

interface Flight {
  slot: Slot
  process: Process
  endsAt: number
  answered: boolean
}

/** Lets it all happen; fails when the server saw too many in a minute. */
function run(given: readonly Act[], isShared: boolean): void {
  const machine = bootMachine()
  const processes: Process[] = []
  const start = () => {
    const process = machine.start()
    if (!isShared) process.gate.host = false
    processes.push(process)
  }
  start()
  const arrivals: number[] = []
  let flights: Flight[] = []
  let elapsed = 0
  const complete = ({ answered, process, slot }: Flight) =>
    process.gate.complete(slot, process.now(), { extraMs: answered ? 0 : timeoutMs }, 0)
  const pass = (ms: number) => {
    for (const until = elapsed + ms; elapsed < until; ) {
      const next = Math.min(until, ...flights.map((flight) => flight.endsAt))
      machine.pass(next - elapsed)
      elapsed = next
      const done = flights.filter((flight) => flight.endsAt <= elapsed)
      flights = flights.filter((flight) => flight.endsAt > elapsed)
      done.forEach(complete)
    }
  }
  for (const act of given) {
    if (act.does === 'starts' && processes.length < 4) start()
    if (act.does === 'passes') pass(act.ms)
    if (act.does === 'is set') machine.setWall(act.byMs)
    if (act.does === 'dies') {
      // What it had sent may still arrive.
      const [dead] = processes.splice(act.who % processes.length, 1)
      flights = flights.filter(({ process }) => process !== dead)
      if (processes.length === 0) start()
    }
    if (act.does === 'sends') {
      const process = processes[act.who % processes.length]
      const asked = { kind: act.kind, perMinute, fatal: act.fatal }
      const slot = process?.gate.take(asked, process.now())
      if (!process || !slot) continue
      const tookMs = act.answered ? act.tookMs : timeoutMs
      arrivals.push(elapsed + act.travel * (act.answered ? tookMs : 2 * timeoutMs))
      flights.push({ slot, process, endsAt: elapsed + tookMs + 0.001, answered: act.answered })
    }
  }
  arrivals.sort((a, b) => a - b)
  const most = busiestWindow(arrivals)
  if (most > perMinute) throw new Error(`too many in 60 s: ${most}`)
}

const property = (isShared: boolean) => fc.asyncProperty(acts, async (given) => run(given, isShared))

describe('never more than N messages of a whole host in any 60 s, as the server sees it', () => {
  it(
    'holds for processes that come, go and die, whatever the wall clock does',
    () => expectToHold(property(true), 40),
    patienceMs,
  )

  it(
    'does not hold when each is on its own',
    () => expectCounterexample(property(false), /too many in 60 s/),
    patienceMs,
  )
})
