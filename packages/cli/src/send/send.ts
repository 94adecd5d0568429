import { randomUUID } from 'node:crypto'
import { feedCard, isDingTalkError, type Message, Robot, type RobotOptions } from '@dingbell/core'
import { robotOptions } from '../credentials.ts'
import { endings } from '../exit-codes.ts'
import { reportFailure } from '../failure.ts'
import { requestOf } from '../request.ts'
import type { Terminal } from '../terminal.ts'
import { readContent } from './content.ts'
import { type Kind, type SendValues, sendDefaults } from './flags.ts'
import { buildMessage, linksOf } from './message.ts'
import { reportReceipt, reportRequest } from './report.ts'

/** `dingbell send`: makes the message, sends it and says what became of it. Resolves with the exit code. */
export async function send(
  terminal: Terminal,
  kind: Kind,
  words: readonly string[],
  values: SendValues,
): Promise<number> {
  // First, so that nobody types a text before hearing that there is no robot.
  const options = optionsOf(terminal, values)
  const json = values.json ?? false
  // Made here, so that a failure can name it: with the same one a repeat does no harm.
  const msgUuid = values.msgUuid || randomUUID()
  try {
    const message = await messageOf(terminal, kind, words, values)
    if (values.dryRun) {
      // The key goes into the body: what is shown is what would be sent, to the byte.
      reportRequest(terminal, await requestOf(options, message, msgUuid), json)
      return endings.ok.code
    }
    // Over all attempts and the waits between them; `timeout` ends one attempt.
    const signal = AbortSignal.timeout(values.maxTime ?? sendDefaults.maxTime)
    reportReceipt(terminal, await new Robot(options).send(message, { msgUuid, signal }), json)
    return endings.ok.code
  } catch (error) {
    // Told here, where the key is known; everything else is told by `run`.
    if (isDingTalkError(error)) return reportFailure(terminal, error, json, msgUuid)
    throw error
  }
}

/** Names of the command line become core's. Throws `UsageError` when there is no webhook. */
function optionsOf(terminal: Terminal, { allowHttp, envFile, ...values }: SendValues): RobotOptions {
  const { attempts, timeout } = { ...sendDefaults, ...values }
  const robot = robotOptions(terminal.credentials(envFile))
  return { ...robot, allowHttp, timeoutMs: timeout, retry: { attempts } }
}

/** A feed on the command line has no text: its words are the links. */
async function messageOf(
  { world }: Terminal,
  kind: Kind,
  words: readonly string[],
  values: SendValues,
): Promise<Message> {
  if (kind === 'feed' && words.length > 0 && values.file === undefined) return feedCard(linksOf(words))
  return buildMessage(kind, await readContent(words, values.file, world), values)
}
