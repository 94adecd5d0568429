#!/usr/bin/env node
import { run } from './command/run.ts'

// A reader that leaves (`dingbell-emulator | head`) must not end the server with an exception.
process.stdout.on('error', () => undefined)

run(process).catch((error: unknown) => {
  process.stderr.write(`dingbell-emulator: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
