import { nodeCrypto } from './builtins.ts'
import type { Clock } from './clock.ts'
import { giveBack, type Share, settle, take } from './group/group.ts'
import type { GroupTable } from './group/group-table.ts'
import type { Ledger } from './ledger.ts'
import type { At } from './message/at.ts'
import type { Composed, Draft, Notice } from './message/compose.ts'
import type { Due } from './pace/due.ts'
import type { Member } from './pace/fleet.ts'
import { alertsIn, type Contents, type Look, type Parcel } from './pace/parcel.ts'
import type { Quota } from './pace/quota.ts'
import type { RobotLine } from './robot-line.ts'
import type { Journal } from './spool/journal.ts'
import { codeOf } from './transport/failure.ts'
import { Unsaid } from './unsaid.ts'

/** A parcel of this alerter. */
export type RobotParcel = Parcel<Member<RobotLine>>

/** What the packer works with. */
export interface PackerParts {
  clock: Clock
  compose(draft: Draft): Composed
  ledger: Ledger
  mentions(shares: readonly Share[]): At | undefined
  quota: Quota | undefined
  table: GroupTable
}

/** What a message is made of. */
export interface Packing {
  due: Due
  member: Member<RobotLine>
  /** Nothing may follow this message. */
  last: boolean
  /** Whether it carries nothing but what is due: no folded kinds, nobody who fell quiet. */
  alone: boolean
}

const budgetBytes = 19_000
const worthTellingMs = 60_000

/** Makes parcels of what is due, and does the books when they arrive or do not. */
export class Packer {
  readonly #parts: PackerParts
  readonly unsaid = new Unsaid()
  /** Whoever keeps the books on disk, if anybody does. */
  journal: Journal | undefined
  /** Of the last message. */
  number = 0
  #budgetBytes = budgetBytes
  #lastRobot: string | undefined

  constructor(parts: PackerParts) {
    this.#parts = parts
  }

  /** Goes on from where another process ended. */
  resume(number: number, unsaid: readonly Notice[]): void {
    this.number = Math.max(this.number, number)
    this.unsaid.resume(unsaid)
  }

  /** Whether the alerter has something to say even where nothing is due. */
  get hasNotices(): boolean {
    return this.unsaid.isPressing
  }

  /** Composes what is due, at the last moment; what finds no room waits on. */
  pack({ alone, due, last, member }: Packing): RobotParcel {
    const { clock, ledger, table } = this.#parts
    const now = clock.monotonic()
    const shares = due.groups.map(({ group, state }) => take(group, state))
    if (!alone) shares.push(...table.quiet(now).map((group) => take(group, 'quiet')))
    const other = alone ? { kinds: 0, alerts: 0 } : table.other.take()
    const told = [...this.unsaid.notices, ...this.#passingNotices(member, other)]
    this.number += 1
    const totals = { accepted: ledger.acceptedInAll, dropped: ledger.droppedInAll }
    const { news } = due
    const contents = { member, number: this.number, shares, other, notices: told, news, last, totals }
    const parcel = this.#compose(contents, 'full')
    this.journal?.taken(parcel)
    return parcel
  }

  /** The same once more with less in it, after DingTalk refused it: first smaller, then without the alerts' text. */
  reduce(parcel: RobotParcel, tooLarge: boolean): RobotParcel {
    const isLong = Buffer.byteLength(parcel.body) > budgetBytes / 2
    const halved = tooLarge && isLong && this.#budgetBytes === budgetBytes
    if (halved) this.#budgetBytes = budgetBytes / 2
    const look: Look = halved ? parcel.look : parcel.look === 'full' ? 'plain' : 'counts'
    const reduced = this.#compose(parcel, look)
    this.journal?.settled(parcel, reduced)
    return reduced
  }

  /** It arrived. */
  deliver(parcel: RobotParcel): void {
    const { clock, ledger, quota, table } = this.#parts
    for (const share of parcel.shares) settle(share, clock.monotonic())
    table.other.settle(parcel.other)
    table.announced()
    ledger.delivered += alertsIn(parcel)
    this.#lastRobot = parcel.member.line.name
    this.unsaid.told(parcel.notices)
    for (const notice of parcel.notices)
      if (notice.kind === 'quota') quota?.announced(notice.percent, clock.now())
    this.journal?.settled(parcel)
  }

  /** It did not arrive: what it carried waits again. A number that the chat never saw is used again. */
  giveBack(parcel: RobotParcel, doubtful: boolean): void {
    const { clock, table } = this.#parts
    for (const share of parcel.shares) giveBack(share, clock.monotonic())
    table.other.giveBack(parcel.other)
    if (doubtful) this.unsaid.doubt(parcel.number)
    else if (parcel.number === this.number) this.number -= 1
    this.journal?.settled(parcel)
  }

  /** Not even its counts are taken: they are dropped, and the next message says so. */
  giveUp(parcel: RobotParcel): void {
    const { clock, ledger, table } = this.#parts
    for (const share of parcel.shares) settle(share, clock.monotonic())
    table.other.settle(parcel.other)
    ledger.drop('content', alertsIn(parcel))
    // A notice of its own that is refused as well is not worth another message, or there would be no end to them.
    if (alertsIn(parcel) === 0) this.unsaid.told(parcel.notices)
    else this.unsaid.lose(alertsIn(parcel))
    this.journal?.settled(parcel)
  }

  #compose(contents: Contents<Member<RobotLine>>, look: Look): RobotParcel {
    const { clock, ledger } = this.#parts
    try {
      const { body, composed, msgUuid } = this.#write(contents, look)
      if (composed.renderFailed) ledger.hookErrors += 1
      const [shares, hidden] = split(contents.shares, ({ view }) => composed.shown.has(view.fingerprint))
      for (const share of hidden) giveBack(share, clock.monotonic())
      return { ...contents, shares, look, body, msgUuid, attempts: 0, ambiguous: 0 }
    } catch (error) {
      // Whatever could not be written: bare counts always can, and a message that is stuck would stop all others.
      if (look === 'counts') throw error
      ledger.hookErrors += 1
      return this.#compose(contents, 'counts')
    }
  }

  #write(
    contents: Contents<Member<RobotLine>>,
    look: Look,
  ): { body: string; composed: Composed; msgUuid: string } {
    const { clock, compose, mentions } = this.#parts
    const { last, member, notices, number, shares, totals } = contents
    const composed = compose({
      number,
      ...totals,
      now: clock.now(),
      groups: shares.map((share) => share.view),
      notices,
      at: mentions(shares),
      look,
      last,
      kept: this.journal !== undefined,
      budgetBytes: this.#budgetBytes,
    })
    const msgUuid = nodeCrypto().randomUUID()
    return { body: member.line.encode(composed.message, msgUuid), composed, msgUuid }
  }

  /** What is true at this moment and is told anew if this message fails: trouble that ends with it, and the like. */
  #passingNotices({ line, trouble, troubleAt }: Member<RobotLine>, other: RobotParcel['other']): Notice[] {
    const { clock, quota } = this.#parts
    const now = clock.now()
    const notices: Notice[] = []
    const moved = this.#lastRobot !== undefined && this.#lastRobot !== line.name
    const worthTelling = trouble === 'throttled' || now - (troubleAt ?? now) >= worthTellingMs
    if (moved && trouble) notices.push({ kind: 'recovered', robot: line.name })
    else if (trouble && troubleAt !== undefined && worthTelling) {
      const period = { robot: line.name, from: troubleAt, until: now }
      notices.push(
        trouble === 'throttled'
          ? { kind: trouble, ...period }
          : { kind: 'outage', ...period, reason: codeOf(trouble) },
      )
    }
    if (moved && !trouble) notices.push({ kind: 'failover', from: this.#lastRobot ?? '', to: line.name })
    if (other.alerts > 0) notices.push({ kind: 'folded', ...other })
    const percent = quota?.announcement(now)
    if (quota && percent !== undefined) {
      notices.push({ kind: 'quota', percent, used: quota.stats(now).usedThisMonth, share: quota.share })
    }
    return notices
  }
}

function split<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))]
}
