import { isAnybody, mentionsOf } from '../message/at.ts'
import { buttonsOf, isHorizontal } from '../message/parts.ts'
import type { ActionCardBody, MessageBody } from '../wire/types.ts'

/** The lines that send this message with `@dingbell/core`. */
export function typescriptOf(body: MessageBody): string {
  return [
    `import { Robot, ${body.msgtype} } from '@dingbell/core'`,
    '',
    '// DINGTALK_WEBHOOK, DINGTALK_SECRET',
    'const robot = Robot.fromEnv()',
    `await robot.send(${builderCall(body)})`,
    '',
  ].join('\n')
}

/** The call of core's builder alone, such as `text('…')`. */
export function builderCall(body: MessageBody): string {
  return `${body.msgtype}(${[...fieldsOf(body), ...mentionOption(body)].join(', ')})`
}

function fieldsOf({ msgtype, text, link, markdown, actionCard, feedCard }: MessageBody): string[] {
  if (msgtype === 'text' && text) return [literal(text.content)]
  if (msgtype === 'markdown' && markdown) return [literal(markdown.title), literal(markdown.text)]
  if (msgtype === 'actionCard' && actionCard) return [object(cardFields(actionCard), '')]
  if (msgtype === 'feedCard' && feedCard) return [list(feedCard.links.map(feedLink), '')]
  if (msgtype !== 'link' || !link) return []
  const { title, text: words, messageUrl, picUrl } = link
  return [
    object(strings({ title, text: words, messageUrl, picUrl: picUrl ? String(picUrl) : undefined }), ''),
  ]
}

function cardFields(card: ActionCardBody): [string, string][] {
  const buttons = buttonsOf(card).map((button) => inlineObject(strings({ ...button })))
  const single = buttonsOf(card)[0]?.title === card.singleTitle && Boolean(card.singleTitle)
  const fields: [string, string][] = strings({ title: card.title, text: card.text })
  fields.push(single ? ['button', buttons[0] ?? '{}'] : ['buttons', list(buttons, '  ')])
  if (isHorizontal(card)) fields.push(['orientation', "'horizontal'"])
  if (String(card.hideAvatar) === '1') fields.push(['hideAvatar', 'true'])
  return fields
}

function feedLink({
  title,
  messageURL,
  picURL,
}: {
  title: string
  messageURL: string
  picURL: string
}): string {
  return inlineObject(strings({ title, messageUrl: messageURL, picUrl: picURL }))
}

function mentionOption(body: MessageBody): string[] {
  const mentions = mentionsOf(body)
  if (!isAnybody(mentions)) return []
  const { mobiles, userIds, all } = mentions
  const fields: [string, string][] = []
  if (mobiles.length > 0) fields.push(['atMobiles', `[${mobiles.map(literal).join(', ')}]`])
  if (userIds.length > 0) fields.push(['atUserIds', `[${userIds.map(literal).join(', ')}]`])
  if (all) fields.push(['isAtAll', 'true'])
  return [`{ at: ${inlineObject(fields)} }`]
}

function strings(fields: Record<string, string | undefined>): [string, string][] {
  return Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, literal(value)] satisfies [string, string]],
  )
}

function object(fields: [string, string][], indent: string): string {
  return `{\n${fields.map(([name, value]) => `${indent}  ${name}: ${value},\n`).join('')}${indent}}`
}

function inlineObject(fields: [string, string][]): string {
  return `{ ${fields.map(([name, value]) => `${name}: ${value}`).join(', ')} }`
}

function list(items: string[], indent: string): string {
  return `[\n${items.map((item) => `${indent}  ${item},\n`).join('')}${indent}]`
}

/** One line in single quotes; several lines as a template, which reads like the message itself. */
function literal(value: string): string {
  const escaped = value.replaceAll('\\', '\\\\').replaceAll('\r', '\\r')
  if (!value.includes('\n')) return `'${escaped.replaceAll("'", "\\'")}'`
  return `\`${escaped.replaceAll('`', '\\`').replaceAll('${', '\\${')}\``
}
