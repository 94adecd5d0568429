import type { Outcome } from '../transport/classify.ts'

/** What the fleet knows of one robot. Times are monotonic, but for `troubleAt`. */
export interface Member<Line> {
  readonly line: Line
  /** Refused for its settings: not before this. */
  asideUntil: number
  /** How often in a row it was set aside; the first probe comes sooner. */
  refusals: number
  /** Failures in a row that a wait may heal, and the end of that wait. */
  failures: number
  waitUntil: number
  /** Wall clock since when it has not delivered, and why. */
  troubleAt: number | undefined
  trouble: Exclude<Outcome, 'ok'> | undefined
}

const cleanMs = 10 * 60_000
const firstProbeMs = 10 * 60_000
const laterProbeMs = 60 * 60_000
/** From so many failures in a row on, the next robot is tried; a single blip moves nobody. */
const failuresBeforeNext = 3

/** The robots of one alerter, in order: the first that may be used, sticky, and back to the first in time. */
export class Fleet<Line extends Refusable> {
  readonly members: readonly Member<Line>[]
  #current = 0
  #movedAt = Number.NEGATIVE_INFINITY

  constructor(lines: readonly Line[]) {
    this.members = lines.map((line) => ({
      line,
      asideUntil: Number.NEGATIVE_INFINITY,
      refusals: 0,
      failures: 0,
      waitUntil: Number.NEGATIVE_INFINITY,
      troubleAt: undefined,
      trouble: undefined,
    }))
  }

  /** The robot whose turn it is, or `undefined` while none may be used. `isEnd`: there is no time to be patient with one. */
  choose(now: number, isEnd = false): Member<Line> | undefined {
    const current = this.members[this.#current]
    if (current && this.#isKept(current, now, isEnd)) return freeAt(current, now) <= now ? current : undefined
    const next = this.members.findIndex((member) => freeAt(member, now) <= now)
    if (next >= 0 && next !== this.#current) {
      this.#current = next
      this.#movedAt = now
    }
    return this.members[next]
  }

  /** Somebody else's message, of another process even, may have got a robot banned: that is trouble of ours, too. */
  noteBans(now: number, wall: number): void {
    for (const member of this.members) {
      // Tells the gate what other processes know by now.
      member.line.gate.slotsInUse(now)
      if (member.trouble !== undefined || member.line.gate.bannedMs(now) === 0) continue
      member.trouble = 'throttled'
      member.troubleAt = wall
    }
  }

  /** When `choose` may answer otherwise at the earliest. */
  freeAt(now: number): number {
    const current = this.members[this.#current]
    if (current && this.#isKept(current, now)) return freeAt(current, now)
    return Math.min(...this.members.map((member) => freeAt(member, now)))
  }

  /** Sticky: until it is refused or has failed too often, or until the first one's ten clean minutes are over. */
  #isKept(current: Member<Line>, now: number, isEnd = false): boolean {
    if (this.#current > 0 && now - this.#movedAt >= cleanMs) return false
    const patient = (current.failures < failuresBeforeNext && !isEnd) || this.members.length === 1
    return refusedUntil(current, now) <= now && (patient || current.waitUntil <= now)
  }

  /** Notes how an attempt ended. `restMs`: how long the robot is left alone after a failure that may heal. */
  note(member: Member<Line>, outcome: Outcome, now: number, wall: number, restMs: number): void {
    if (outcome === 'ok') {
      Object.assign(member, { refusals: 0, failures: 0, troubleAt: undefined, trouble: undefined })
      return
    }
    if (outcome === 'content' || outcome === 'invalid' || outcome === 'too-large') return
    member.troubleAt ??= wall
    member.trouble = outcome
    if (outcome === 'security' || outcome === 'token') {
      member.asideUntil = now + (member.refusals === 0 ? firstProbeMs : laterProbeMs)
      member.refusals += 1
    } else {
      if (outcome === 'transient' || outcome === 'ambiguous') member.failures += 1
      if (restMs > 0) member.waitUntil = now + restMs
    }
  }
}

type Refusable = { readonly gate: { bannedMs(now: number): number; slotsInUse(now: number): number } }

function refusedUntil<Line extends Refusable>({ asideUntil, line }: Member<Line>, now: number): number {
  return Math.max(asideUntil, now + line.gate.bannedMs(now))
}

function freeAt<Line extends Refusable>(member: Member<Line>, now: number): number {
  return Math.max(refusedUntil(member, now), member.waitUntil)
}
