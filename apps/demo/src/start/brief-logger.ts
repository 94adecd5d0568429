import { ConsoleLogger } from '@nestjs/common'

/** Nest's own log, one line for each error: the stack is in the group, and this terminal is for the tour. */
export class BriefLogger extends ConsoleLogger {
  constructor() {
    super({ logLevels: ['warn', 'error', 'fatal'] })
  }

  override error(message: unknown): void {
    console.error(`  nest error: ${message instanceof Error ? message.message : String(message)}`)
  }
}
