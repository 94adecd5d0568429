import type { Readable, Writable } from 'node:stream'

/** The signals that ask the command to end. */
export type EndSignal = 'SIGINT' | 'SIGTERM'

/** The little of `process` that the command needs. */
export interface World {
  readonly argv: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly stdin: Readable & { isTTY?: boolean | undefined }
  readonly stdout: Writable
  readonly stderr: Writable
  readonly pid: number
  on(signal: EndSignal, listener: () => void): unknown
  off(signal: EndSignal, listener: () => void): unknown
  kill(pid: number, signal: EndSignal): unknown
}
