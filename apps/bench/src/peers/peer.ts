import { contenders } from './contenders.ts'

/** One contender in a process of its own: some of them do not survive the storm. */
const [name = '', webhook = '', token = '', slackUrl = ''] = process.argv.slice(2)
const contender = contenders[name]
if (!contender) throw new Error(`no contender is named ${name}`)
const claimed = await contender({ webhook, token, slackUrl })
// What is still on its way gets a second more.
setTimeout(() => {
  process.stdout.write(`\n${JSON.stringify({ claimed: claimed ?? null })}\n`, () => process.exit(0))
}, 1_000)
