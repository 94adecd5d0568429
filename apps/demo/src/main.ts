import { readOptions, UsageError } from './start/options.ts'
import { textsOf } from './texts/texts.ts'

try {
  const options = readOptions(process.argv.slice(2), process.env)
  if (options.help) console.log(textsOf(options.language).usage)
  // Nest is loaded only by who needs it, and a mistyped option is told before that.
  else await import('./run.ts').then(({ run }) => run(options))
} catch (error) {
  // A mistake of the user's is told in one line; anything else is a defect and keeps its stack.
  console.error(error instanceof UsageError ? error.message : error)
  process.exitCode = 2
}
