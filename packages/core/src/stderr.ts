import type { Shared } from './pace/registry.ts'

const quietMs = 60_000

/**
 * One line on stderr, at most one a minute in this process; never stdout, which belongs to the host. Returns whether it was
 * said.
 */
export function say(line: string, now: number, shared: Shared): boolean {
  if (shared.spokeAt !== undefined && now - shared.spokeAt < quietMs) return false
  shared.spokeAt = now
  try {
    write(`[dingbell] ${line.replace(/\s+/g, ' ').slice(0, 600)}\n`)
  } catch {
    // A closed stderr is nobody's problem.
  }
  return true
}

/** A worker's stderr goes through the main thread, which may be at its end. */
function write(line: string): void {
  const { isMainThread } = process.getBuiltinModule('node:worker_threads')
  if (isMainThread) process.stderr.write(line)
  else process.getBuiltinModule('node:fs').writeSync(2, line)
}
