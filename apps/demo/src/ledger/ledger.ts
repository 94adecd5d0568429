import { Alerter, type DropReason, type Stats } from '@dingbell/core'
import { InjectAlerter } from '@dingbell/nestjs'
import { Inject, Injectable } from '@nestjs/common'
import type { Group } from '../group/group.ts'
import { Outage } from '../shop/dingtalk/outage.ts'
import { Outbox } from '../shop/messages/outbox.ts'
import { Reminders } from '../shop/messages/reminders.ts'
import { Storm } from '../shop/storm/storm.ts'
import { GROUP } from '../shop/tokens.ts'
import type { Books } from './books.ts'
import { PinoBooks } from './pino-books.ts'

/** One robot's minute. */
export interface RobotMinute {
  name: string
  used: number
  of: number
  state: 'healthy' | 'throttled' | 'set-aside'
}

/** Everything that the page shows live. */
export interface LedgerState {
  /** What core, Nest and Winston share, and what Pino's worker has for itself. */
  app: Books
  pino: Books
  dropped: Partial<Record<DropReason, number>>
  kinds: number
  robots: RobotMinute[]
  month: { used: number; of: number } | null
  /** Messages of the shop's own that are under way or were given up, and reminders that wait for their time. */
  queued: number
  failed: number
  reminders: number
  /** Errors of the storm that goes on; 0 while all is calm. */
  storm: number
  down: boolean
}

/** Core's default of DingTalk's 20: two are left to people and other tools. */
const slotsByDefault = 18

/** Reads all books at once. */
@Injectable()
export class Ledger {
  constructor(
    @Inject(Alerter) private readonly alerter: Alerter,
    @InjectAlerter('messages') private readonly messages: Alerter,
    @Inject(PinoBooks) private readonly pino: PinoBooks,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Reminders) private readonly reminders: Reminders,
    @Inject(Storm) private readonly storm: Storm,
    @Inject(Outage) private readonly outage: Outage,
    @Inject(GROUP) private readonly group: Group,
  ) {}

  read(): LedgerState {
    const stats = this.alerter.stats()
    const { quota } = stats
    return {
      app: booksIn(stats),
      pino: this.pino.read(),
      dropped: Object.fromEntries(Object.entries(stats.dropped).filter(([, alerts]) => alerts > 0)),
      kinds: stats.groups,
      robots: this.#robots(stats),
      month: quota && { used: quota.usedThisMonth, of: quota.perMonth },
      queued: this.outbox.waiting,
      failed: this.outbox.failed,
      reminders: this.reminders.waiting,
      storm: this.storm.number,
      down: this.outage.isDown,
    }
  }

  /** The emulated group has one for each purpose; a real robot does it all, and is listed once for each thread. */
  #robots(stats: Stats): RobotMinute[] {
    const { alerts, messages, pino } = this.group.robots
    const one = ({ robots }: Stats, name: string, of = slotsByDefault): RobotMinute[] =>
      robots.map(({ slotsInUse: used, state }) => ({ name, used, of, state }))
    return [
      ...(this.group.emulator ? one(this.messages.stats(), 'messages', messages.perMinute) : []),
      ...one(stats, 'alerts', alerts.perMinute),
      {
        name: 'pino',
        used: this.pino.slotsInUse(Date.now()),
        of: pino.perMinute ?? slotsByDefault,
        state: 'healthy',
      },
    ]
  }
}

/** The four numbers in an alerter's statistics. */
export function booksIn({ accepted, delivered, dropped, messages, pending }: Stats): Books {
  const lost = Object.values(dropped).reduce((sum, alerts) => sum + alerts, 0)
  return { accepted, delivered, pending, dropped: lost, messages: messages.sent }
}
