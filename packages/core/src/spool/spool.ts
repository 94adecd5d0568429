import type { Arrived } from '../group/arrival.ts'
import type { RobotParcel } from '../packer.ts'
import type { Reporter } from '../reporter.ts'
import { Adoption } from './adoption.ts'
import { booksOf } from './books.ts'
import { codeOf, type SpoolFiles, systemFiles } from './files.ts'
import type { Journal } from './journal.ts'
import { savedParcel } from './lines.ts'
import { nameFor, type Processes, systemProcesses } from './owner.ts'
import type { SavedParcel } from './record.ts'
import type { Remains } from './replay.ts'
import { type RevivalParts, revive } from './revival.ts'
import type { SpoolSettings } from './spool-options.ts'
import { Store } from './store.ts'

/** What the spool works with. */
export interface SpoolParts extends RevivalParts {
  settings: SpoolSettings
  reporter: Reporter
}

/** The world around a spool; the defaults are this host's. */
export interface SpoolPorts {
  files: SpoolFiles
  processes: Processes
}

const checkpointMs = 1_000
const patrolMs = 10_000

/**
 * The books on disk. New kinds, and messages about to be posted, are written at once, what only counts every second; what
 * dead processes left is taken over at the start and every ten seconds. Trouble with the disk is said, and the engine goes on.
 */
export class Spool implements Journal {
  readonly #parts: SpoolParts
  readonly #own: string
  readonly #store: Store
  readonly #adoption: Adoption
  /** Remains are on their way into the table: half of them must not be written. */
  #reviving = false
  /** The directory could not be read the last time. */
  #isUnreadable = false
  #cancelTick: (() => void) | undefined
  #cancelPatrol = () => {}

  constructor(parts: SpoolParts, ports: Partial<SpoolPorts> = {}) {
    const { files = systemFiles(), processes = systemProcesses } = ports
    const { clock, settings, table } = parts
    const { dir, fsync } = settings
    this.#parts = parts
    this.#own = nameFor(processes.self())
    const prepare = () => this.#store.open()
    this.#adoption = new Adoption({ clock, files, processes, dir, own: this.#own, prepare })
    const onTrouble = (error: unknown) => this.#complain(error)
    const books = (held: number) => booksOf(parts, held)
    this.#store = new Store({
      books,
      clock,
      files,
      fsync,
      onTrouble,
      path: this.#home,
      table,
    })
  }

  /**
   * Takes over what the dead left, now and every ten seconds, and shows that this one lives. `onRevived`: something came
   * back and wants to leave.
   */
  patrol(onRevived: () => void): void {
    const { clock, dispatcher } = this.#parts
    this.#cancelPatrol = clock.after(patrolMs, () => this.patrol(onRevived))
    if (this.#store.isBroken) this.#store.startOver()
    else this.#store.checkpoint()
    this.#forget()
    try {
      const isFound = this.#adopt()
      this.#isUnreadable = false
      if (!isFound) return
      this.#store.checkpoint()
      this.#forget()
      onRevived()
      dispatcher.wakeBy(clock.monotonic())
    } catch (error) {
      if (!this.#isUnreadable) this.#complain(error)
      this.#isUnreadable = true
    }
  }

  heard({ group, stirs }: Arrived): void {
    this.#reopen()
    if (!this.#cancelTick) this.#arm()
    if (stirs && group && !this.#reviving && this.#store.wants(group)) this.#store.save([{ group }])
  }

  taken(parcel: RobotParcel): void {
    this.#reopen()
    if (this.#store.parcels.has(parcel.msgUuid)) return
    const taken = [this.#remember(parcel)]
    if (!this.#reviving) this.#store.save(parcel.shares, { taken })
  }

  settled(parcel: RobotParcel, next?: RobotParcel): void {
    this.#store.parcels.delete(parcel.msgUuid)
    const taken = next ? [this.#remember(next)] : []
    if (!this.#reviving) this.#store.save(parcel.shares, { taken, settled: [parcel.msgUuid] })
    if (!this.#cancelTick) this.#arm()
  }

  close(): boolean {
    this.#cancelTick?.()
    this.#cancelPatrol()
    const isEmpty = this.#parts.table.pending === 0
    if (!isEmpty && this.#store.isBroken) this.#store.startOver()
    else if (!isEmpty) this.#store.checkpoint()
    this.#cancelTick?.()
    this.#store.close()
    this.#adoption.leave(isEmpty)
    return isEmpty || !this.#store.isBroken
  }

  get #home(): string {
    return `${this.#parts.settings.dir}/${this.#own}`
  }

  /** Once a second while something changes. */
  #arm(): void {
    this.#cancelTick = this.#parts.clock.after(checkpointMs, () => {
      this.#cancelTick = undefined
      this.#store.checkpoint()
      if (!this.#store.isTidy) this.#arm()
    })
  }

  #remember(parcel: RobotParcel): SavedParcel {
    const saved = savedParcel(this.#parts.clock, parcel)
    this.#store.parcels.set(saved.msgUuid, saved)
    return saved
  }

  /** Takes into the table what the dead left; all of it is written in one step then. Returns whether there was anything. */
  #adopt(): boolean {
    this.#adoption.collect()
    const found = this.#adoption.read()
    this.#reviving = true
    try {
      for (const [, remains] of found) for (const each of remains) this.#revive(each)
    } finally {
      this.#reviving = false
    }
    for (const [name] of found) this.#store.adopted.add(name)
    return found.length > 0
  }

  #revive(remains: Remains): void {
    const { folded, parcels } = revive(remains, this.#parts)
    for (const fingerprint of folded) this.#store.fold(fingerprint)
    for (const parcel of parcels) this.#store.parcels.set(parcel.msgUuid, parcel)
  }

  /** What is part of one's own files goes elsewhere; at once, or a process that dies soon would leave all of it twice. */
  #forget(): void {
    const { adopted } = this.#store
    if (adopted.size === 0 || !this.#store.force()) return
    for (const name of [...adopted]) {
      try {
        this.#adoption.remove(name)
        adopted.delete(name)
      } catch {
        // Told again with every line until it is gone.
      }
    }
  }

  /** A listener of `exit` has more to say after the end: that goes on in the same files. */
  #reopen(): void {
    if (!this.#adoption.reopen()) this.#store.startOver()
  }

  #complain(error: unknown): void {
    const { packer, reporter, settings } = this.#parts
    const code = codeOf(error)
    packer.unsaid.spool(code)
    reporter.say(
      `the spool in ${settings.dir} does not work (${code}): alerts wait in memory only. 告警暂存目录不可用，告警只保存在内存里。`,
    )
  }
}
