import type { Allowance } from '../allowance.ts'
import type { DispatcherParts } from '../dispatcher.ts'
import { type Lane, requestOf } from '../lane.ts'
import { due } from '../pace/due.ts'
import { mayRepeat } from '../pace/parcel.ts'
import type { QuotaClass } from '../pace/quota.ts'
import type { Slot, SlotRequest } from '../pace/slots.ts'
import type { RobotParcel } from '../packer.ts'
import { type Delivery, unanswered, understand } from '../transport/deliver.ts'
import type { Speech } from './ending.ts'
import { sendsAsNode } from './own-fetch.ts'
import type { PostAnswer, PostRequest } from './post-sync.ts'

/** What the last words are made from. */
export interface LastWordsParts extends DispatcherParts {
  allowance: Allowance
  lanes: readonly Lane[]
  /** Drops what is left. */
  end(): void
}

/** A message that may still leave. */
interface Words {
  parcel: RobotParcel
  request: SlotRequest
  quotaClass: QuotaClass
  retryAt: number
}

/** Words on their way, in their slot. */
interface Posted {
  words: Words
  slot: Slot
  secrets: readonly string[]
}

const lost: Delivery = {
  outcome: 'ambiguous',
  unanswered: true,
  cause: new Error('the process ended before the answer'),
}

/**
 * What an alerter says when no turn of the event loop is left: once more what was on its way, unchanged, and one digest of
 * all that waits. It paces, packs and settles as ever, so that books, slots and whoever keeps a journal see what happens.
 */
export class LastWords implements Speech {
  readonly #parts: LastWordsParts
  #words: Words[] = []
  #posted: Posted[] = []
  #said = false

  constructor(parts: LastWordsParts) {
    this.#parts = parts
    const { ledger, ports, table } = parts
    ledger.drop('threshold', table.lapse(ports.clock.monotonic(), true))
    for (const lane of parts.lanes) this.#takeOver(lane)
  }

  requests(): PostRequest[] {
    this.#posted = []
    if (this.#said) return []
    const now = this.#parts.ports.clock.monotonic()
    this.#words = this.#words.filter((words) => this.#mayStill(words, now))
    const again = [...this.#words]
    const digest = this.#pack(now)
    return [...(digest ? [digest] : []), ...again.flatMap((words) => this.#repeat(words, now))]
  }

  heard(answers: readonly (PostAnswer | undefined)[]): void {
    this.#posted.forEach((posted, index) => {
      this.#hear(posted, answers[index])
    })
    this.#posted = []
  }

  end(): void {
    this.#parts.end()
  }

  /** Nobody will hear the answer to what is in flight: it may have arrived, or not. */
  #takeOver(lane: Lane): void {
    const { parcel, quotaClass, request, retryAt, since, slot } = lane
    Object.assign(lane, { parcel: undefined, since: undefined })
    if (!parcel || !request) return
    const words = { parcel, request, quotaClass, retryAt }
    if (since === undefined || !slot) this.#words.push(words)
    else this.#settle({ words, slot, secrets: [] }, lost, true)
  }

  #hear(posted: Posted, answer: PostAnswer | undefined): void {
    const { clock } = this.#parts.ports
    const known = { clock, secrets: posted.secrets }
    if (!answer) this.#settle(posted, lost)
    else if ('error' in answer) this.#settle(posted, unanswered(answer.error, known))
    else {
      const headers = { get: (name: string) => answer.headers[name] ?? null }
      this.#settle(posted, understand({ ...answer, headers }, answer.body, known))
    }
  }

  #settle({ slot, words }: Posted, delivery: Delivery, atOnce = false): void {
    const { allowance, ports, settler } = this.#parts
    const { parcel } = words
    this.#words = this.#words.filter((each) => each !== words)
    const completed = parcel.member.line.complete(slot, delivery)
    allowance.note(slot, completed.outcome)
    const rest = settler.settle(parcel, completed)
    const retryAt = atOnce ? ports.clock.monotonic() : (rest?.retryAt ?? 0)
    if (rest) this.#words.push({ ...words, parcel: rest.parcel, retryAt })
    this.#said ||= completed.outcome === 'ok' && parcel.last
  }

  /** What its robot does not take any more goes into the digest, which another one may carry. */
  #mayStill({ parcel }: Words, now: number): boolean {
    const may = mayRepeat(parcel, now)
    if (!may) this.#parts.settler.giveBack(parcel, parcel.ambiguous > 0)
    return may
  }

  #pack(now: number): PostRequest | undefined {
    const { fleet, packer, ports, repeatIntervalMs, table } = this.#parts
    const load = due(table, now, { digestAt: now, everything: true, repeatIntervalMs })
    if (load.groups.length === 0 && table.other.pending === 0) return undefined
    fleet.noteBans(now, ports.clock.now())
    const member = fleet.choose(now, true)
    if (!member || !sendsAsNode(member.line.settings.fetch)) return undefined
    const request = requestOf({ name: 'last-words' }, load, true, member.line.settings)
    const slot = this.#parts.allowance.take(request, 'fatal', member.line, now)
    if (typeof slot === 'number') return undefined
    const parcel = packer.pack({ due: load, member, last: true, alone: false })
    const words: Words = { parcel, request, quotaClass: 'fatal', retryAt: now }
    this.#words.push(words)
    return this.#post(words, slot)
  }

  #repeat(words: Words, now: number): PostRequest[] {
    const { quotaClass, parcel, request, retryAt } = words
    const { line } = parcel.member
    if (retryAt > now || !sendsAsNode(line.settings.fetch)) return []
    // The slot that is kept for the last words serves these, where there are no others.
    const wanted = [
      request,
      requestOf({ name: 'last-words' }, { groups: [], news: false }, false, line.settings),
    ]
    for (const each of wanted) {
      const slot = this.#parts.allowance.take(each, quotaClass, line, now)
      if (typeof slot !== 'number') return [this.#post(words, slot)]
    }
    return []
  }

  #post(words: Words, slot: Slot): PostRequest {
    const { allowance, ledger } = this.#parts
    const { parcel } = words
    const { line } = parcel.member
    parcel.attempts += 1
    if (parcel.attempts > 1) ledger.messages.retried += 1
    allowance.spend()
    const { secrets, url } = line.sign()
    this.#posted.push({ words, slot, secrets })
    const headers = { 'content-type': 'application/json' }
    return { url, headers, body: parcel.body, timeoutMs: line.settings.timeoutMs }
  }
}
