import type { Emulator } from '../emulator.ts'
import { wordsOf } from '../judge/message/message.ts'
import type { ReceivedRequest } from '../store/records.ts'
import type { Words } from '../words.ts'
import type { Wishes } from './read-flags.ts'

/**
 * What is said once the server is up: where it is and what to paste. Tokens are made up or given for this purpose. A secret
 * is said only when it was made up here: whoever gave one knows it, and it may be a real one by mistake.
 */
export function banner(emulator: Emulator, { madeUpSecret, json }: Wishes, lang: keyof Words): string {
  const robots = emulator.robots()
  if (json) return JSON.stringify({ event: 'listening', url: emulator.url, robots, secret: madeUpSecret })
  const says = lang === 'zh' ? { page: '页面', secret: '加签密钥' } : { page: 'page', secret: 'secret' }
  const lines = [
    `${says.page}: ${emulator.url}/`,
    ...robots.map(({ name, webhook }) => `${name}: ${webhook}`),
  ]
  if (madeUpSecret) lines.push(`${says.secret}: ${madeUpSecret}`)
  return lines.join('\n')
}

/** One request as one line: `✓` shown, `=` a repeat of what was shown before, `✗` neither. */
export function line(request: ReceivedRequest, json: boolean, lang: keyof Words): string {
  if (json) return JSON.stringify({ event: 'request', ...request })
  const { verdict, message, robot = '-', bytes } = request
  const mark = message ? '✓' : verdict.outcome === 'repeated' ? '=' : '✗'
  return `${mark} ${robot} ${bytes} B ${message ? preview(message.body.msgtype, wordsOf(message.body)) : refusal(verdict, lang)}`
}

/** The message on one line: its control characters would play with the terminal. */
function preview(msgtype: string, words: string): string {
  const text = words.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return `${msgtype} ${text.length > 100 ? `${text.slice(0, 100)}…` : text}`
}

/** Outcome, code, reason, and an arrow to the fix; what a fault answered without judging has no reason. */
function refusal(
  { outcome, errcode, fault, reason, fix }: ReceivedRequest['verdict'],
  lang: keyof Words,
): string {
  const parts = [outcome, errcode, fault, reason?.[lang], fix && `→ ${fix[lang]}`]
  return parts.filter((part) => part !== undefined).join(' ')
}
