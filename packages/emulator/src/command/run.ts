import type { Writable } from 'node:stream'
import { startEmulator } from '../emulator.ts'
import type { ReceivedRequest } from '../store/records.ts'
import { languageOf } from './language.ts'
import { banner, line } from './print.ts'
import { createCommand } from './read-flags.ts'

/** The little of `process` that the command needs. */
export interface Host {
  argv: readonly string[]
  env: NodeJS.ProcessEnv
  stdout: Writable
  once(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
}

/**
 * Runs `dingbell-emulator` until a signal comes. Rejects when it cannot start. For help and for a flag that does not fit,
 * commander prints and ends the process itself.
 */
export async function run(host: Host): Promise<void> {
  const lang = languageOf(host.argv, host.env)
  const say = (text: string) => void host.stdout.write(`${text}\n`)
  const command = createCommand(lang, host.env, async (wishes) => {
    const onRequest = (request: ReceivedRequest) => say(line(request, wishes.json, lang))
    const emulator = await startEmulator({
      ...wishes.options,
      onRequest: wishes.quiet ? undefined : onRequest,
    })
    say(banner(emulator, wishes, lang))
    // Without a server nothing keeps the process, so it ends by itself and with code 0.
    const stop = () => void emulator.close()
    // Once: should something keep the process after all, a second signal ends it as if nobody listened.
    host.once('SIGINT', stop)
    host.once('SIGTERM', stop)
  })
  await command.parseAsync(host.argv)
}
