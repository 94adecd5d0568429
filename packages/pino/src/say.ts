import { writeSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

/** One line on stderr; never stdout, which belongs to the application. */
export function say(line: string): void {
  const text = `[dingbell] ${line}\n`
  try {
    // A worker's own stderr passes through the application's thread, which may be about to end.
    if (isMainThread) process.stderr.write(text)
    else writeSync(2, text)
  } catch {
    // A closed stderr is nobody's problem.
  }
}
