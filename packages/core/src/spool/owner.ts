import { nodeCrypto } from '../builtins.ts'

/*
 * Whose files they are stands in the name of their directory: process, its start, the boot and the process-id namespace
 * that these belong to, and a nonce, as one process may have several alerters.
 */

/** What identifies a process. `start`, `boot` and `space` are `0` where the system does not tell. */
export interface Owner {
  pid: number
  start: string
  boot: string
  space: string
}

/** What the system knows about processes; tests bring their own. */
export interface Processes {
  self(): Owner
  /** The start of a process that runs (`0` where the system does not tell), or `undefined` when there is none. */
  startOf(pid: number): string | undefined
  /** Whether this process has a file open below a directory of that name; `undefined` where that cannot be found out. */
  holds(name: string): boolean | undefined
}

const unknown = '0'
const shape = /^(\d{1,10})-(\d{1,20})-([0-9a-f]{1,8})-(\d{1,20})-[0-9a-f]{8}$/

/** A name for the directory of a new alerter. */
export function nameFor({ boot, pid, space, start }: Owner): string {
  return `${pid}-${start}-${boot}-${space}-${nodeCrypto().randomBytes(4).toString('hex')}`
}

/** A name for what nobody owns any more. */
export function nameForNobody(): string {
  return nameFor({ pid: 0, start: unknown, boot: unknown, space: unknown })
}

/** The owner that a name tells; `undefined` for a name that is none of ours. */
export function ownerOf(name: string): Owner | undefined {
  const [, pid, start, boot, space] = shape.exec(name) ?? []
  if (pid === undefined || start === undefined || boot === undefined || space === undefined) return undefined
  return { pid: Number(pid), start, boot, space }
}

/**
 * Whether nobody writes there any more. `isStill`: no sign of life for so long that, where nothing better is to be had, the
 * owner counts as dead. A stopped process is alive.
 */
export function isDead(name: string, processes: Processes, isStill: () => boolean): boolean {
  const owner = ownerOf(name)
  if (!owner) return false
  const self = processes.self()
  const { boot, pid, space, start } = owner
  if (pid === 0) return true
  if (boot !== self.boot && boot !== unknown && self.boot !== unknown) return true
  // Another container's processes cannot be seen from here.
  if (space !== self.space) return isStill()
  // A thread's files are closed when it ends, and only then.
  if (pid === self.pid && start === self.start) return processes.holds(name) === false
  const running = processes.startOf(pid)
  if (running === undefined) return true
  return running === unknown || start === unknown ? isStill() : running !== start
}

/** The processes of this host. */
export const systemProcesses: Processes = {
  self: () => ({
    pid: process.pid,
    start: startIn(process.pid) ?? unknown,
    boot: attempt(() => hash(read('/proc/sys/kernel/random/boot_id'))),
    space: attempt(() => /\d+/.exec(fs().readlinkSync('/proc/self/ns/pid'))?.[0] ?? unknown),
  }),
  startOf(pid) {
    try {
      process.kill(pid, 0)
    } catch (error) {
      // EPERM: it runs, but as somebody else.
      if (!(error instanceof Error) || Reflect.get(error, 'code') !== 'EPERM') return undefined
    }
    return startIn(pid)
  },
  holds(name) {
    try {
      return fs()
        .readdirSync('/proc/self/fd')
        .some((file) => linkOf(`/proc/self/fd/${file}`).includes(`/${name}/`))
    } catch {
      return undefined
    }
  },
}

/** Field 22 of `/proc/<pid>/stat`; the second one, the program's name, may hold blanks and brackets itself. */
function startIn(pid: number): string | undefined {
  const stat = attempt(() => read(`/proc/${pid}/stat`), '')
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  // What has died and was not fetched by its parent yet is dead.
  if (state === 'Z' || state === 'X') return undefined
  return fields[18] ?? unknown
}

function linkOf(path: string): string {
  return attempt(() => fs().readlinkSync(path), '')
}

function attempt(read: () => string, otherwise = unknown): string {
  try {
    return read()
  } catch {
    return otherwise
  }
}

function hash(text: string): string {
  return nodeCrypto().createHash('sha256').update(text).digest('hex').slice(0, 8)
}

function read(path: string): string {
  return fs().readFileSync(path, 'utf8')
}

function fs() {
  return process.getBuiltinModule('node:fs')
}
