/*
 *   logger / filter / code
 *          │ capture(input)
 *          ▼
 *   intake ──── alert/  what happened?            normalise, bound, redact, ask the user's hooks
 *          ▼
 *   table ───── group/  the same as before?       fingerprint, count, keep a sample
 *          ▼
 *   dispatcher  pace/   may one message go now?   what is due · a free slot · quota · which robot
 *          ▼
 *   packer ──── message/ what do people read?     one card or digest, composed at the last moment
 *          ▼
 *   line ────── transport/ did it arrive?         sign, post, classify
 *          │
 *          ▼
 *   ledger      accepted = delivered + pending + dropped(reason)
 *
 *   beside it:  host/ slots, bans and the month of all processes · spool/ what waits, on disk · exit/ the last words
 */

import type { AlertInput } from './alert/alert.ts'
import type { AlerterOptions } from './alerter-options.ts'
import { resolveAlerterOptions } from './alerter-settings.ts'
import { systemClock } from './clock.ts'
import { Dispatcher } from './dispatcher.ts'
import { Drain } from './drain.ts'
import { optionError } from './errors.ts'
import { publish } from './events.ts'
import { openLines } from './fleet-options.ts'
import { GroupTable } from './group/group-table.ts'
import { joinHost } from './host/host.ts'
import { Intake } from './intake.ts'
import { Ledger } from './ledger.ts'
import { createMentions } from './mention-rules.ts'
import { createComposer } from './message/compose.ts'
import { Fleet } from './pace/fleet.ts'
import { openQuota } from './pace/quota.ts'
import { processRegistry } from './pace/registry.ts'
import { Rhythm } from './pace/rhythm.ts'
import { Packer } from './packer.ts'
import { Reporter } from './reporter.ts'
import type { RobotLine, RobotPorts } from './robot-line.ts'
import { Settler } from './settler.ts'
import type { Journal } from './spool/journal.ts'
import { Spool, type SpoolPorts } from './spool/spool.ts'
import { type Stats, statsOf } from './stats.ts'

/** The world around an alerter. */
interface AlerterPorts extends RobotPorts {
  /** Where the spool is; the default is this host. */
  disk: Partial<SpoolPorts>
}

/** Turns whatever goes wrong into few, true messages in a DingTalk group. */
export class Alerter {
  readonly #intake: Intake | undefined
  readonly #dispatcher: Dispatcher | undefined
  readonly #drain: Drain | undefined
  readonly #journal: Journal | undefined
  readonly #ledger: Ledger
  readonly #stats: () => Stats

  /**
   * Without a webhook in options or environment it says so once on stderr and does nothing; `enabled: false` does the
   * same silently.
   * @throws DingTalkError `ERR_DINGTALK_OPTIONS` for an option or webhook that does not fit
   */
  constructor(options: AlerterOptions = {}, given: Partial<AlerterPorts> = {}) {
    if (typeof options !== 'object' || options === null) throw optionError('options', 'an object', options)
    const ports = { clock: systemClock, registry: processRegistry, random: Math.random, ...given }
    const settings = resolveAlerterOptions(options, process.env)
    const lines = openLines(options, process.env, ports)
    const reporter = new Reporter(ports.clock, ports.registry)
    const ledger = new Ledger((reason, alerts) => publish('dingbell:dropped', { reason, alerts }))
    const table = new GroupTable(settings)
    const shared = ports.registry.shared()
    const openMeter = joinHost(lines, shared, settings.stateDir)
    const quota = openQuota(settings.quota, shared, ports.clock.now(), openMeter)
    const fleet = new Fleet<RobotLine>(lines)
    this.#ledger = ledger
    this.#stats = () => statsOf({ fleet, ledger, ports, quota, table })
    if (options.enabled === false) return
    if (lines.length === 0) {
      reporter.say(notSetUp)
      return
    }
    const secrets = lines.flatMap((line) => line.sign().secrets)
    this.#intake = new Intake({ clock: ports.clock, ledger, secrets, settings, table })
    const packer = new Packer({
      clock: ports.clock,
      compose: createComposer(settings.frame),
      ledger,
      mentions: createMentions(settings.at),
      quota,
      table,
    })
    const rhythm = new Rhythm(settings.groupIntervalsMs)
    const { repeatIntervalMs } = settings
    const settler = new Settler({ fleet, ledger, packer, ports, reporter, rhythm })
    const parts = { fleet, ledger, packer, ports, quota, repeatIntervalMs, reporter, rhythm, settler, table }
    this.#dispatcher = new Dispatcher(parts)
    const revival = { clock: ports.clock, dispatcher: this.#dispatcher, fleet, ledger, packer, rhythm, table }
    const spool = settings.spool && new Spool({ ...revival, reporter, settings: settings.spool }, given.disk)
    packer.journal = spool
    this.#journal = spool
    this.#drain = new Drain({ dispatcher: this.#dispatcher, journal: spool, ledger, ports, table })
    spool?.patrol(() => this.#drain?.watch())
  }

  /**
   * Takes an alert in and returns at once; never throws. An Error, or anything else that was thrown, is an alert of level
   * error. The same Error object is counted once.
   */
  capture(input: AlertInput | Error | unknown): void {
    try {
      this.#take(input)
    } catch {
      // At the end of the stack, say, there is more room a moment later.
      this.#takeLater(input)
    }
  }

  /**
   * Makes everything due now, within slots and quota.
   * @param timeoutMs default 2,000
   * @returns true only if all that was accepted before the call is delivered
   */
  async flush(timeoutMs = 2_000): Promise<boolean> {
    return this.#drain?.flush(timeoutMs) ?? true
  }

  /**
   * Ends with one digest of what is left; what then still waits is dropped as `shutdown` or, with a spool, waits on disk;
   * what still comes is dropped as `closed`.
   * @param timeoutMs default 3,000
   * @returns true only if all that was accepted is delivered
   */
  async close(timeoutMs = 3_000): Promise<boolean> {
    if (this.#intake) this.#intake.closed = true
    return this.#drain?.close(timeoutMs) ?? true
  }

  /** The books, the robots' states and the month. */
  stats(): Stats {
    return this.#stats()
  }

  #take(input: unknown): void {
    const arrived = this.#intake?.accept(input)
    if (!arrived) return
    this.#journal?.heard(arrived)
    this.#dispatcher?.heard(arrived)
    this.#drain?.watch()
  }

  #takeLater(input: unknown): void {
    try {
      queueMicrotask(() => {
        try {
          this.#take(input)
        } catch {
          this.#ledger.hookErrors += 1
        }
      })
    } catch {
      // Whatever it is, it must not become the host's trouble.
      this.#ledger.hookErrors += 1
    }
  }
}

const notSetUp =
  'no DingTalk webhook (DINGTALK_WEBHOOK): errors are not reported. 未设置 DINGTALK_WEBHOOK，错误不会发送到钉钉。'
