#!/usr/bin/env node
import { run } from './run.ts'

// A reader that leaves (`dingbell … | head`) must not end this with an exception.
process.stdout.on('error', () => undefined)
process.stderr.on('error', () => undefined)

// Not `process.exit` at once: it would cut off what still stands in a pipe.
process.exitCode = await run(process)
// Whatever still holds the process, such as a pipe that nobody reads, does so for no longer than this.
setTimeout(() => process.exit(), 1_000).unref()
