import type { RobotSettings } from './robot.ts'

const windowMs = 60_000
const shanghaiOffsetMs = 8 * 3_600_000
const dayMs = 24 * 3_600_000

/** What the page's gauges show of a robot. */
export interface RobotMeters {
  /** Messages counted in the last 60 s. */
  slotsUsed: number
  perMinute: number | false
  /** What is left of a ban, in ms; 0 without one. */
  banRemainingMs: number
  /** The month counted, as `2026-11` in Asia/Shanghai. */
  month: string
  monthUsed: number
  perMonth: number | false
}

/** Counts one robot's messages: a minute that slides, the ban that follows, the calendar month. */
export class Meter {
  private minute: number[] = []
  private bannedUntil = 0
  private day = Number.NaN
  private month = ''
  private monthUsed = 0
  private denials = 0

  /** What is left of the ban, in ms. */
  banRemainingMs(now: number): number {
    return Math.max(0, this.bannedUntil - now)
  }

  /** How many calls this ban has turned away before; every answer asks once. */
  nextDenial(): number {
    return this.denials++
  }

  /** Whether the month has nothing left. */
  monthIsUsedUp(now: number, limits: RobotSettings): boolean {
    this.turn(now)
    return limits.perMonth !== false && this.monthUsed >= limits.perMonth
  }

  /** Counts a message; `false` when it is one too many, which starts the ban. */
  take(now: number, limits: RobotSettings): boolean {
    this.forget(now)
    if (limits.perMinute !== false) {
      if (this.minute.length >= limits.perMinute) {
        this.bannedUntil = now + limits.banMs
        this.denials = 0
        return false
      }
      this.minute.push(now)
    }
    this.turn(now)
    this.monthUsed++
    return true
  }

  /** The gauges at that moment. */
  read(now: number, limits: RobotSettings): RobotMeters {
    this.forget(now)
    this.turn(now)
    return {
      slotsUsed: this.minute.length,
      perMinute: limits.perMinute,
      banRemainingMs: this.banRemainingMs(now),
      month: this.month,
      monthUsed: this.monthUsed,
      perMonth: limits.perMonth,
    }
  }

  /** Begins the month that `now` lies in, if it is another one. Formatting a date for each message would be felt. */
  private turn(now: number): void {
    const day = Math.floor((now + shanghaiOffsetMs) / dayMs)
    if (day === this.day) return
    this.day = day
    const month = new Date(day * dayMs).toISOString().slice(0, 7)
    if (month !== this.month) this.monthUsed = 0
    this.month = month
  }

  /** Drops what lies 60 s or more behind. */
  private forget(now: number): void {
    const first = this.minute.findIndex((time) => time > now - windowMs)
    if (first !== 0) this.minute = first === -1 ? [] : this.minute.slice(first)
  }
}
