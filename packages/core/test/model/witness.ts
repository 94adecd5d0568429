import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { levels } from '../../src/alert/alert.ts'
import type { DingbellEvents } from '../../src/events.ts'
import { text } from '../../src/message/text.ts'
import { type Call, DingTalkModel } from './ding-talk-model.ts'
import { alertOf, markerOf, oddities, tellsOfFatal } from './kinds.ts'
import { type Act, hourMs, type Ringing, type Scene, type Staging, tokenOfRobot } from './scene.ts'
import { type Stage, setStage } from './stage.ts'
import { inTurn, timeoutMs } from './storm.ts'
import type { Trip } from './trip.ts'
import { VirtualClock } from './virtual-clock.ts'

/** What was captured of one kind. */
export interface Captured {
  marker: string
  fatal: boolean
  firstAt: number
  alerts: number
}

/** What a flush promised and what it took. */
export interface Flushed {
  askedMs: number
  tookMs: number
  said: boolean
  /** Alerts accepted before the call, and those that had found their end after it. */
  accepted: number
  ended: number
}

const quick: Trip = { receiptMs: 20, stamp: 0.5, answerMs: 20 }
/** How much later than promised a flush may return. */
const graceMs = 50

/** Plays scenes to an alerter and remembers everything that could be seen of it from outside. */
export class Witness {
  readonly clock: VirtualClock
  readonly model: DingTalkModel
  readonly alerter: Ringing
  /** By kind, in the order of their first alerts: what should have been accepted. */
  readonly captured = new Map<string, Captured>()
  /** Alerts that should have been accepted, the odd ones included. */
  accepted = 0
  /** What the alerter says to have delivered, and attempts that it says have failed, with the moment. */
  readonly sent: DingbellEvents['dingbell:sent'][] = []
  readonly failed: (DingbellEvents['dingbell:failed'] & { at: number })[] = []
  readonly flushed: Flushed[] = []
  closedAt = Number.POSITIVE_INFINITY
  /** Whether somebody waits for a flush or for the end. */
  isAwaited = false
  readonly scene: Scene
  readonly #stage: Stage
  readonly #level: number
  #healed = false
  #nonce = 0

  constructor(scene: Scene, staging: Staging = {}) {
    const { limits = {}, options, reading, refuse = () => undefined, wall } = scene
    this.scene = scene
    this.#level = levels.indexOf(options?.level ?? 'error')
    this.clock = new VirtualClock(wall === undefined ? {} : { wall })
    const trip = this.#tripper(scene)
    this.model = new DingTalkModel({ clock: this.clock, reading, limits, timeoutMs, trip, refuse })
    this.#stage = setStage(scene, staging, this.clock, this.model.fetch)
    this.alerter = this.#stage.alerter
    this.clock.afterStep = () => staging.onStep?.(this)
  }

  /** Plays all acts, lets the dust settle, and closes. */
  async play(): Promise<this> {
    const stopListening = this.#listen()
    try {
      for (const act of this.scene.acts) await this.#do(act)
      this.#healed = !this.scene.neverHeals
      await this.clock.advance(this.scene.settleMs ?? 3 * hourMs)
      await this.#end((ms) => this.alerter.close(ms), this.scene.closeMs ?? 3_000)
      this.closedAt = this.clock.monotonic()
      this.alerter.capture('too late')
      this.accepted += 1
      // What is on its way may still arrive; nothing else may happen.
      await this.clock.advance(60_000)
    } finally {
      stopListening()
    }
    return this
  }

  #tripper({ fatalTrips, onlyFirstRobot, trips }: Scene): (call: Call) => Trip {
    const next = inTurn(trips)
    const nextFatal = inTurn(fatalTrips ?? trips)
    return (call) => {
      if (this.#healed || (onlyFirstRobot && call.token !== tokenOfRobot(0))) return quick
      return fatalTrips && tellsOfFatal(call.text) ? nextFatal() : next()
    }
  }

  #listen(): () => void {
    const onSent = (event: unknown) => this.sent.push(event as DingbellEvents['dingbell:sent'])
    const onFailed = (event: unknown) => {
      this.failed.push({ ...(event as DingbellEvents['dingbell:failed']), at: this.clock.monotonic() })
    }
    subscribe('dingbell:sent', onSent)
    subscribe('dingbell:failed', onFailed)
    return () => {
      unsubscribe('dingbell:sent', onSent)
      unsubscribe('dingbell:failed', onFailed)
    }
  }

  #do(act: Act): Promise<void> | void {
    switch (act.act) {
      case 'alerts':
        return this.#capture(act)
      case 'oddities':
        return this.#captureOddities()
      case 'wait':
        return this.clock.advance(act.ms)
      case 'flush':
        return this.#end((ms) => this.alerter.flush(ms), act.ms)
      case 'foreign':
        for (let each = 0; each < act.count; each += 1) this.model.sendForeign(tokenOfRobot(0))
        return
      case 'direct':
        for (let each = 0; each < act.count; each += 1)
          this.#stage.robot.send(text('deployed')).catch(() => {})
        return
      case 'jump':
        this.clock.setWall(this.clock.now() + act.ms)
    }
  }

  async #capture({ from, kinds, level, spreadMs, times }: Act & { act: 'alerts' }): Promise<void> {
    const isAccepted = levels.indexOf(level) >= this.#level
    for (let time = 0; time < times; time += 1) {
      for (let kind = from; kind < from + kinds; kind += 1) {
        this.#nonce += 1
        this.alerter.capture(alertOf(kind, level, this.#nonce))
        if (isAccepted) this.#remember(markerOf(kind, level), level === 'fatal')
      }
      await this.clock.advance(spreadMs / times)
    }
  }

  #captureOddities(): void {
    for (const oddity of oddities()) {
      this.alerter.capture(oddity)
      if (this.#level <= levels.indexOf('error')) this.accepted += 1
    }
  }

  #remember(marker: string, fatal: boolean): void {
    const fresh: Captured = { marker, fatal, firstAt: this.clock.monotonic(), alerts: 0 }
    const captured = this.captured.get(marker) ?? fresh
    captured.alerts += 1
    this.captured.set(marker, captured)
    this.accepted += 1
  }

  async #end(end: (ms: number) => Promise<boolean>, askedMs: number): Promise<void> {
    const { accepted } = this
    const withinMs = askedMs + graceMs + Math.max(0, ...(this.scene.lateMs ?? []))
    this.isAwaited = true
    const { result: said, tookMs } = await this.clock.waitFor(end(askedMs), withinMs)
    this.isAwaited = false
    const { accepted: now, pending } = this.alerter.stats()
    this.flushed.push({ askedMs, tookMs, said, accepted, ended: now - pending })
  }
}
