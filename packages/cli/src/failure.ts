import type { DingTalkError } from '@dingbell/core'
import { endings, exitCodeOf } from './exit-codes.ts'
import { explanationOf } from './explain.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'
import type { Words } from './words.ts'

/** Options of core by the names that they have here. Others are shown as core names them. */
const fieldNames: Readonly<Record<string, string>> = {
  webhook: 'DINGTALK_WEBHOOK',
  secret: 'DINGTALK_SECRET',
  keywords: 'DINGTALK_KEYWORDS',
  timeoutMs: '--timeout',
  'retry.attempts': '--attempts',
  title: '--title',
  messageUrl: '--url',
  picUrl: '--pic',
  at: '--at, --at-user',
  'at.atMobiles': '--at',
  'at.atUserIds': '--at-user',
  timeZone: '--time-zone',
}

/**
 * Says why a message did not arrive and what to do; returns the exit code of that class of errors. With `json` on stdout as
 * one line, where success stands as well, so that a script reads one stream; else on stderr.
 */
export function reportFailure(
  terminal: Terminal,
  error: DingTalkError,
  json: boolean,
  msgUuid?: string,
): number {
  const { code, errcode, errmsg, reason, retryable, retryAfterMs, robot, skewMs } = error
  const { fix, what } = explanationOf(error)
  const exitCode = exitCodeOf(code)
  const message = inOurNames(error.message)
  const said = { message, what: terminal.say(what), fix: terminal.say(fix) }
  if (json) {
    // What is undefined is left out of JSON.
    const facts = { errcode, errmsg, reason, retryable, retryAfterMs, robot, skewMs, msgUuid }
    terminal.printSuspect(JSON.stringify({ ok: false, exitCode, code, ...said, ...facts }))
    return exitCode
  }
  terminal.complain(`✗ ${said.what}`)
  terminal.complain(`  ${message}`)
  terminal.complain(`  → ${said.fix}`)
  if (Math.abs(skewMs ?? 0) >= noticedSkewMs) terminal.complain(`  → ${terminal.say(skewWords(skewMs ?? 0))}`)
  // Only then is the key worth keeping: it lets DingTalk tell the repeat from a new message.
  const mayHaveArrived = code === 'ERR_DINGTALK_AMBIGUOUS' || code === 'ERR_DINGTALK_ABORTED'
  if (mayHaveArrived && msgUuid) terminal.complain(`  → --msg-uuid ${msgUuid}`)
  return exitCode
}

/** An error of core's about an option, which begins with the option's name, by the name that it has here. */
export function inOurNames(message: string): string {
  return message.replace(/^[\w.]+(?=: )/, (field) => fieldNames[field] ?? field)
}

/** Says what is wrong with the command line, or that this command has a defect; returns the exit code. */
export function reportMistake(terminal: Terminal, error: unknown, json: boolean): number {
  const isUsage = error instanceof UsageError
  const { code: exitCode, says } = isUsage ? endings.usage : endings.unexpected
  const detail = isUsage ? terminal.say(error.says) : String(error instanceof Error ? error.stack : error)
  const code = isUsage ? 'ERR_DINGBELL_USAGE' : 'ERR_DINGBELL_UNEXPECTED'
  if (json)
    terminal.printSuspect(
      JSON.stringify({ ok: false, exitCode, code, message: detail, what: terminal.say(says) }),
    )
  else terminal.complain(`✗ ${isUsage ? '' : `${terminal.say(says)}\n`}${detail}`)
  return exitCode
}

/** From here on a clock that is off is worth a word, in ms. DingTalk tolerates an hour. */
export const noticedSkewMs = 60_000

/** How far this machine's clock is from the server's. */
export function skewWords(skewMs: number): Words {
  const seconds = Math.round(Math.abs(skewMs) / 1_000).toLocaleString('en')
  return {
    zh: `本机时钟比服务器${skewMs > 0 ? '慢' : '快'} ${seconds} 秒`,
    en: `this machine's clock is ${seconds} s ${skewMs > 0 ? 'behind' : 'ahead of'} the server's`,
  }
}
