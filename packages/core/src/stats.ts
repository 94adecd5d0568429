import type { GroupTable } from './group/group-table.ts'
import type { DropReason, Ledger } from './ledger.ts'
import type { Fleet, Member } from './pace/fleet.ts'
import type { Quota } from './pace/quota.ts'
import type { RobotLine, RobotPorts } from './robot-line.ts'

/** What an alerter has done and is doing: accepted = delivered + pending + dropped. */
export interface Stats {
  /** Alerts at or above the level. */
  accepted: number
  /** Shown, alone or counted in a message that arrived. */
  delivered: number
  /** Waiting, or carried by a message in flight. */
  pending: number
  dropped: Record<DropReason, number>
  /** Kinds in the table. */
  groups: number
  /** Kinds folded into "other"; their alerts stay counted. */
  folded: number
  messages: { sent: number; failed: number; retried: number }
  /** Exceptions in the user's own functions (`beforeSend`, `ignore`, `renderCard`), and what a getter reported without end. */
  hookErrors: number
  /** `until`: wall clock in ms since 1970. */
  robots: { name: string; state: 'healthy' | 'throttled' | 'set-aside'; until?: number; slotsInUse: number }[]
  /** `null` without a meter. */
  quota: { usedThisMonth: number; perMonth: number; bucket: number } | null
}

/** What the books are read from. */
export interface StatsSources {
  fleet: Fleet<RobotLine>
  ledger: Ledger
  ports: RobotPorts
  quota: Quota | undefined
  table: GroupTable
}

/** A copy of the books as they stand now. */
export function statsOf({ fleet, ledger, ports, quota, table }: StatsSources): Stats {
  quota?.count(0, ports.registry.shared().directCalls, ports.clock.now())
  return {
    accepted: ledger.accepted,
    delivered: ledger.delivered,
    pending: table.pending,
    dropped: { ...ledger.dropped },
    groups: table.size,
    folded: table.other.folded,
    messages: { ...ledger.messages },
    hookErrors: ledger.hookErrors,
    robots: fleet.members.map((member) => robotState(member, ports)),
    quota: quota?.stats(ports.clock.now()) ?? null,
  }
}

function robotState({ asideUntil, line }: Member<RobotLine>, { clock }: RobotPorts): Stats['robots'][number] {
  const now = clock.monotonic()
  const bannedMs = line.gate.bannedMs(now)
  const waitMs = Math.max(bannedMs, asideUntil - now, 0)
  const state = bannedMs > 0 ? 'throttled' : waitMs > 0 ? 'set-aside' : 'healthy'
  const until = waitMs > 0 ? { until: Math.round(clock.now() + waitMs) } : {}
  return { name: line.name, state, ...until, slotsInUse: line.gate.slotsInUse(now) }
}
