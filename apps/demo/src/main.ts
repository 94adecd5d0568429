import 'reflect-metadata'
import { run } from './run.ts'
import { readOptions, UsageError } from './start/options.ts'

try {
  await run(readOptions(process.argv.slice(2), process.env))
} catch (error) {
  // A mistake of the user's is told in one line; anything else is a defect and keeps its stack.
  console.error(error instanceof UsageError ? error.message : error)
  process.exitCode = 2
}
