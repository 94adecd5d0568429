import { type Language, languageOf } from '../texts/language.ts'

/** How the demo was started. */
export interface DemoOptions {
  /** `--once`: end after the tour. */
  once: boolean
  /** `--help`: say how to use it, and do nothing else. */
  help: boolean
  /** `PORT`: where the application listens. Default 3000; 0 is a free one. */
  port: number
  /** `DINGBELL_EMULATOR_PORT`: where the emulator listens. Default 5588; 0 is a free one. */
  emulatorPort: number
  /** Of everything that is printed and sent. By the system's locale. */
  language: Language
}

/** An option that does not fit; its message is for the user. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** @throws UsageError saying which option, what was expected and what came */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): DemoOptions {
  const unknown = args.find((arg) => !['--', '--once', '--help', '-h'].includes(arg))
  if (unknown !== undefined) throw new UsageError(`expected --once or --help, got ${unknown}`)
  return {
    once: args.includes('--once'),
    help: args.includes('--help') || args.includes('-h'),
    port: readPort('PORT', env.PORT, 3000),
    emulatorPort: readPort('DINGBELL_EMULATOR_PORT', env.DINGBELL_EMULATOR_PORT, 5588),
    language: languageOf(env),
  }
}

/** A port, or the default where nothing was set. */
function readPort(name: string, value: string | undefined, fallback: number): number {
  if (value === undefined || value.trim() === '') return fallback
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value)
  throw new UsageError(`${name}: expected a port from 0 to 65535, got ${value}`)
}
