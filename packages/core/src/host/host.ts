import type { HostSlots } from '../pace/gate.ts'
import type { HostMeter } from '../pace/quota.ts'
import type { Shared } from '../pace/registry.ts'
import type { RobotLine } from '../robot-line.ts'
import { say } from '../stderr.ts'
import type { Endpoint } from '../transport/endpoint.ts'
import { Document } from './document.ts'
import { readingRoom } from './document-files.ts'
import { createHostClock, type HostClock, isSameBoot } from './host-clock.ts'
import { MeterBook } from './meter-book.ts'
import { SlotBook } from './slot-book.ts'
import { parseRobot } from './slot-record.ts'
import { forgottenMs, openStateDir, stateDirFrom, sweepStateDir } from './state-dir.ts'

/** What this process shares with all others of the host, by files in a directory. */
export interface Host {
  /** The slots of one robot, known by the hash of its token. */
  slots(
    endpoint: Pick<Endpoint, 'identity' | 'sign'>,
    settings: { perMinute: number; timeoutMs: number },
  ): HostSlots
  /** The month's meter of that key, for messages that go to `url`. */
  meter(key: string, url: string): HostMeter
}

/** What a host is opened with. */
export interface HostParts {
  /** Default: a private folder in the system's temporary directory. */
  dir?: string | undefined
  clock?: HostClock
  /** What this process shares within itself. */
  shared: Shared
}

/** What a meter's name ends with: it lasts longer than a robot's. */
const monthly = '-month'

const loopback = /^(127\.|\[::1\]|([^.]+\.)*localhost(:|$))/

/** Nothing is touched before something is to be shared. */
export function openHost({ clock = createHostClock(), dir, shared }: HostParts): Host {
  const owner = `${process.pid}-${process.getBuiltinModule('node:crypto').randomUUID()}`
  const onTrouble = (error: unknown) => tell(error, shared)
  const open = onceSwept(() => openStateDir(dir), clock)
  const room = readingRoom()
  const document = (name: string) => new Document(() => `${open()}/${name}`, room)
  const meter = (key: string, url: string) => {
    const place = placeOf(url)
    return new MeterBook({ document: document(hash(`meter ${key} ${place}`) + monthly), onTrouble, place })
  }
  return {
    meter,
    slots(endpoint, { perMinute, timeoutMs }) {
      const { url } = endpoint.sign(0)
      return new SlotBook({
        clock,
        document: document(hash(`slots ${endpoint.identity} ${placeOf(url)}`)),
        owner,
        perMinute,
        timeoutMs,
        onTrouble,
        onTaken({ kind }) {
          if (kind === 'direct' && !shared.meters?.size) meter('', url).countDirect(clock.now())
        },
      })
    },
  }
}

/**
 * The host as `stateDir` or, where that says nothing, `DINGBELL_STATE_DIR` names its directory; `false` there: none, each
 * process is on its own.
 */
export function hostFrom(
  shared: Shared,
  stateDir: string | false | undefined = stateDirFrom(process.env),
): Host | false {
  if (stateDir === false) return false
  // One for all: opening a directory sweeps it.
  shared.hosts ??= new Map()
  // The working directory may be another one when the first message leaves, or the next alerter comes.
  const dir = stateDir && process.getBuiltinModule('node:path').resolve(stateDir)
  const place = dir ?? process.getBuiltinModule('node:os').tmpdir()
  const host = shared.hosts.get(place) ?? openHost({ dir, shared })
  shared.hosts.set(place, host)
  return host
}

/** Lets robots share their slots with the other processes of the host; returns what opens the month's meter for them. */
export function joinHost(
  lines: readonly RobotLine[],
  shared: Shared,
  stateDir: string | false | undefined,
): (key: string) => HostMeter | undefined {
  const host = hostFrom(shared, stateDir)
  for (const line of lines) line.host ??= host
  const [first] = lines
  return (key) => (host && first ? host.meter(key, first.sign().url) : undefined)
}

/** Once is enough: it lasts. */
function tell(error: unknown, shared: Shared): void {
  const why = error instanceof Error ? error.message : String(error)
  shared.toldAlone ||= say(`${alone} (${why})`, performance.now(), shared)
}

const alone =
  "the state directory cannot be used: processes do not know of each other's messages. 状态目录不可用，各进程无法共享发送频率"

/** The robots of a local server are gone with it: the next one, on another port, knows nothing of them. */
function placeOf(url: string): string {
  const { host } = new URL(url)
  return loopback.test(host) ? host : ''
}

/** The first to open the directory sweeps it. */
function onceSwept(open: () => string, clock: HostClock): () => string {
  let isSwept = false
  return () => {
    const dir = open()
    if (!isSwept) sweepStateDir(dir, (path) => isUsed(path, clock))
    isSwept = true
    return dir
  }
}

/** Whether somebody wrote there lately, by the clock that nobody sets. */
function isUsed(path: string, clock: HostClock): boolean {
  const { written } = parseRobot(new Document(() => path).read().text) ?? {}
  return written !== undefined && isSameBoot(written, clock) && clock.monotonic() - written.at < forgottenMs
}

/** Nobody can read from a name what it stands for. */
function hash(name: string): string {
  return process.getBuiltinModule('node:crypto').createHash('sha256').update(name).digest('hex').slice(0, 32)
}
