import { cases } from '../cases/index.ts'
import { platforms, runCase } from '../test-case.ts'

/** Runs every case on the platform that the command line names, and prints one line of JSON for each. */
async function main(name: string | undefined): Promise<void> {
  const platform = platforms.find((each) => each.name === name)
  if (platform === undefined) throw new Error(`platform: expected express or fastify, got ${name}`)
  // What an application logs belongs to its case, not to this report.
  const print = process.stdout.write.bind(process.stdout)
  print(`\n@cases ${cases.length}\n`)
  for (const each of cases) {
    const failure = await runCase(each, platform).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
    )
    print(`\n@case ${JSON.stringify({ name: each.name, failure })}\n`)
  }
}

main(process.argv[2]).catch((error: unknown) => {
  process.exitCode = 1
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
})
