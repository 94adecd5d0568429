import { nextSuffix, writtenAt } from './document-files.ts'

/** The directory that the environment names: `false` for none, `undefined` where nothing is said. */
export function stateDirFrom(env: NodeJS.ProcessEnv): string | false | undefined {
  const named = env.DINGBELL_STATE_DIR?.trim()
  return named === 'false' ? false : named || undefined
}

/**
 * Makes the directory ready, private to this user. Without a name: one in the system's temporary directory, where anybody
 * may have been earlier; one that is not ours is not used.
 * @throws Error of the file system, or saying whose it is
 */
export function openStateDir(named: string | undefined): string {
  const fs = process.getBuiltinModule('node:fs')
  const dir = named ?? defaultDir()
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 })
  if (named === undefined) checkPrivate(fs.lstatSync(dir), dir)
  return dir
}

/** After this long without a message nothing is remembered of a robot: no ban and no lease lasts longer. */
export const forgottenMs = 60 * 60_000
/** What robots share is called so, its next files included. All else in a directory that somebody named is not ours to remove. */
const robotName = /^[0-9a-f]{32}(?=$|\.next$)/
/** So many entries are looked at; whoever opens the directory next looks at others. */
const mostSwept = 200

/**
 * Removes what is left of robots that nobody uses any more. The wall clock, which may have been set since, only proposes:
 * `isUsed` tells, for the path of a robot's files, whether somebody does.
 */
export function sweepStateDir(dir: string, isUsed: (path: string) => boolean): void {
  const fs = process.getBuiltinModule('node:fs')
  for (const path of robotsIn(dir).slice(0, mostSwept)) {
    try {
      // Of the future: from a clock that was set back since.
      if (Math.abs(Date.now() - writtenAt(path)) <= forgottenMs || isUsed(path)) continue
      for (const each of [path, path + nextSuffix]) fs.rmSync(each, { recursive: true, force: true })
    } catch {
      // Somebody else is sweeping, too, or it is none of ours: that is no reason to leave the others.
    }
  }
}

function robotsIn(dir: string): string[] {
  try {
    const names = process.getBuiltinModule('node:fs').readdirSync(dir)
    return [...new Set(names.flatMap((name) => robotName.exec(name) ?? []))].map((name) => `${dir}/${name}`)
  } catch {
    return []
  }
}

function defaultDir(): string {
  const { join } = process.getBuiltinModule('node:path')
  return join(process.getBuiltinModule('node:os').tmpdir(), `dingbell-${userId() ?? 'user'}`)
}

function checkPrivate(found: import('node:fs').Stats, dir: string): void {
  const user = userId()
  // Windows gives each user a temporary directory of his own, and has no such bits.
  if (user === undefined) return
  if (found.isDirectory() && found.uid === user && (found.mode & 0o077) === 0) return
  throw new Error(`${dir} is not a private directory of this user`)
}

function userId(): number | undefined {
  return process.getuid?.()
}
