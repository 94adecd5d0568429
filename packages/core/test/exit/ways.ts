/** A way to end a process. */
export interface Way {
  /** As `docs/shutdown.md` and `children/ending.mjs` name it. */
  way: string
  /** What happens with what is pending: delivered before the process is gone, or left to the spool. */
  pending: 'delivered' | 'left'
  code: number | null
  signal?: NodeJS.Signals
}

/** The ways that this package decides. */
export const ways: readonly Way[] = [
  { way: 'natural end', pending: 'delivered', code: 0 },
  { way: 'process.exit()', pending: 'delivered', code: 3 },
  { way: 'process.exit() in an exit listener', pending: 'delivered', code: 4 },
  { way: 'uncaught exception', pending: 'delivered', code: 1 },
  { way: 'unhandled rejection', pending: 'delivered', code: 1 },
  { way: 'SIGTERM, close()', pending: 'delivered', code: 0 },
  { way: 'SIGINT, close()', pending: 'delivered', code: 0 },
  { way: 'SIGTERM, process.exit()', pending: 'delivered', code: 143 },
  { way: 'SIGINT, process.exit()', pending: 'delivered', code: 130 },
  { way: 'SIGTERM, no listener', pending: 'left', code: null, signal: 'SIGTERM' },
  { way: 'SIGINT, no listener', pending: 'left', code: null, signal: 'SIGINT' },
  { way: 'kill -9', pending: 'left', code: null, signal: 'SIGKILL' },
]
