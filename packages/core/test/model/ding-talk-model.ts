import type { Clock } from '../../src/clock.ts'
import type { FetchLike } from '../../src/transport/fetch.ts'
import { witness } from '../secrets/witness.ts'
import { answerOf, type Verdict } from './answers.ts'
import { documented, type Limits, type Moment, MonthJudge, RateJudge } from './rate-judge.ts'
import type { Reading } from './reading.ts'
import { travel } from './travel.ts'
import type { Fault, Trip } from './trip.ts'

/** One request, from its start to what became of it. Times are those of the monotonic clock. */
export interface Call {
  readonly index: number
  readonly token: string
  readonly startedAt: number
  readonly uuid: string | undefined
  /** What people would read: title and text. */
  readonly text: string
  readonly bytes: number
  /** Who is mentioned, as it came. */
  readonly at: unknown
  /** Somebody else's call to the same robot. */
  readonly foreign: boolean
  /** When the server counted it; missing when it never came there. */
  stampedAt?: number
  /** When its sender heard of it or gave it up. */
  endedAt?: number
  /** Whether an answer came back. */
  answered?: boolean
  /** Whether its sender cannot know what became of it: no answer, or none that can be read. */
  doubtful?: boolean
  verdict?: Verdict
}

/** A ban, for as long as it was at its beginning. */
export interface Ban {
  token: string
  from: number
  /** Whether the call that was one too many was somebody else's. */
  foreign: boolean
}

/** What the model is told about the world. */
export interface World {
  clock: Clock
  reading: Reading
  limits?: Partial<Limits>
  /** The trip of the next request. */
  trip(call: Call): Trip
  /** The client's timeout: a request arrives at most so long after its abort, in ms. */
  timeoutMs: number
  /** An errcode for a call that DingTalk does not want. */
  refuse?(call: Call): number | undefined
}

/** The largest body that is taken, in bytes. */
const bodyBytes = 20_000

/** DingTalk, as far as it can be seen from outside, with what nobody knows about it as parameters. */
export class DingTalkModel {
  /** Everything that was sent, by us and by others, in the order of the starts. */
  readonly calls: Call[] = []
  /** What stands in the chats, in the order of the arrivals. */
  readonly chat: Call[] = []
  readonly bans: Ban[] = []
  readonly #world: World
  readonly #limits: Limits
  readonly #month: MonthJudge
  readonly #judges = new Map<string, RateJudge>()
  readonly #uuids = new Set<string>()

  constructor(world: World) {
    this.#world = world
    this.#limits = { ...documented, ...world.limits }
    this.#month = new MonthJudge(this.#limits)
  }

  readonly fetch: FetchLike = async (url, { body, signal }) => {
    witness().sent(url, body)
    const call = this.#record(tokenOf(url), body)
    const trip = this.#world.trip(call)
    call.doubtful = true
    try {
      const { clock, reading, timeoutMs } = this.#world
      const verdict = await travel({
        trip,
        clock,
        timeoutMs,
        signal,
        arrive: () => this.#judge(call, trip.fault),
      })
      call.answered = true
      call.doubtful = isUnreadable(trip.fault) && verdict !== 'throttled'
      return answerOf(verdict, trip.fault, reading, clock.now())
    } finally {
      call.endedAt = this.#world.clock.monotonic()
    }
  }

  /** Somebody else sends a message through the same robot, now. */
  sendForeign(token: string): void {
    this.#judge(this.#record(token, '{"msgtype":"text","text":{"content":"somebody else"}}', true), undefined)
  }

  /** When our calls were counted by the server, in order. */
  arrivals(token?: string): number[] {
    return this.calls
      .filter((call) => !call.foreign && (token === undefined || call.token === token))
      .flatMap((call) => call.stampedAt ?? [])
      .sort((a, b) => a - b)
  }

  /** Calls of the current month that were counted, everybody's. */
  get usedThisMonth(): number {
    return this.#month.used(this.#world.clock.now())
  }

  #record(token: string, body: string, foreign = false): Call {
    const { at, msgUuid: uuid, ...message } = readBody(body)
    const startedAt = this.#world.clock.monotonic()
    const call: Call = {
      index: this.calls.length,
      token,
      startedAt,
      uuid: typeof uuid === 'string' ? uuid : undefined,
      text: textsIn(message).join('\n'),
      bytes: Buffer.byteLength(body),
      at,
      foreign,
    }
    this.calls.push(call)
    return call
  }

  #judge(call: Call, fault: Fault | undefined): Verdict {
    const { clock } = this.#world
    const now: Moment = { monotonic: clock.monotonic(), wall: clock.now() }
    const judge = this.#judgeOf(call.token)
    const wasBanned = judge.bannedUntil > now.monotonic
    const admitted = judge.admits(now)
    if (!admitted && !wasBanned) {
      this.bans.push({ token: call.token, from: now.monotonic, foreign: call.foreign })
    }
    const verdict = admitted ? this.#consider(call, fault, now) : 'throttled'
    const accepted = verdict === 'shown' || verdict === 'repeated'
    judge.count(now, accepted)
    if (accepted) this.#month.count(now)
    if (verdict === 'shown') this.chat.push(call)
    if (accepted && call.uuid !== undefined) this.#uuids.add(call.uuid)
    call.stampedAt = now.monotonic
    call.verdict = verdict
    return verdict
  }

  #consider(call: Call, fault: Fault | undefined, now: Moment): Verdict {
    if (fault === 'http500' || fault === 'busy' || fault === 'page-lost') return 'failed'
    if (!this.#month.admits(now)) return 'quota'
    if (call.bytes > bodyBytes) return { errcode: 460101 }
    const errcode = this.#world.refuse?.(call)
    if (errcode !== undefined) return { errcode }
    const known = call.uuid !== undefined && this.#uuids.has(call.uuid)
    return known && this.#world.reading.honoursUuid ? 'repeated' : 'shown'
  }

  #judgeOf(token: string): RateJudge {
    const judge = this.#judges.get(token) ?? new RateJudge(this.#world.reading, this.#limits)
    this.#judges.set(token, judge)
    return judge
  }
}

function isUnreadable(fault: Fault | undefined): boolean {
  return fault === 'page-lost' || fault === 'page-shown' || fault === 'cut-shown' || fault === 'hang-body'
}

function tokenOf(url: string): string {
  return new URL(url).searchParams.get('access_token') ?? ''
}

function readBody(body: string): Record<string, unknown> {
  const value: unknown = JSON.parse(body)
  if (typeof value !== 'object' || value === null) throw new TypeError('a message is a JSON object')
  return { ...value }
}

/** Every text of a message, in its order. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
