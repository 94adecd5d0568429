import { type FieldFault, firstUnfilled, isFilled, isLoose, isObject, type JsonObject } from './fields.ts'
import type { MessageType } from './message.ts'

/**
 * What each kind must hold. 400402 and 400403 (markdown's title and text) are documented; the numbers of the other
 * fields follow the same pattern, a hundred for each kind.
 */
export const kinds: Record<MessageType, (part: JsonObject) => FieldFault | undefined> = {
  text: (part) => firstUnfilled(part, 'text', ['content'], 400202),
  link: (part) =>
    firstUnfilled(part, 'link', ['title', 'text', 'messageUrl'], 400302) ??
    loose(part, 'link', ['picUrl'], 400305),
  markdown: (part) => firstUnfilled(part, 'markdown', ['title', 'text'], 400402),
  actionCard: (part) =>
    firstUnfilled(part, 'actionCard', ['title', 'text'], 400502) ??
    loose(part, 'actionCard', ['btnOrientation', 'hideAvatar'], 400508) ??
    buttons(part),
  feedCard: (part) => items(part.links, 'feedCard', 'links', ['title', 'messageURL', 'picURL'], 400602),
}

/** The code for a kind whose part is missing altogether. */
export const missingPart: Record<MessageType, number> = {
  text: 400201,
  link: 400301,
  markdown: 400401,
  actionCard: 400501,
  feedCard: 400601,
}

/** A single button wins over `btns`, which may then be empty or anything else. */
function buttons(card: JsonObject): FieldFault | undefined {
  if (isFilled(card.singleTitle) && isFilled(card.singleURL)) return undefined
  if (isFilled(card.singleTitle)) return { field: 'actionCard --》 singleURL', errcode: 400505 }
  return items(card.btns, 'actionCard', 'btns', ['title', 'actionURL'], 400504)
}

/** A list that must hold at least one item, each with all its fields. */
function items(
  list: unknown,
  kind: string,
  name: string,
  fields: readonly string[],
  code: number,
): FieldFault | undefined {
  if (!Array.isArray(list) || list.length === 0) return { field: `${kind} --》 ${name}`, errcode: code }
  for (const [index, item] of list.entries()) {
    const place = `${kind} --》 ${name}[${index}]`
    const fault = firstUnfilled(isObject(item) ? item : {}, place, fields, code + 1)
    if (fault) return fault
  }
  return undefined
}

/** Fields that may be left out, but not be an object or a boolean. */
function loose(
  part: JsonObject,
  kind: string,
  names: readonly string[],
  code: number,
): FieldFault | undefined {
  const index = names.findIndex((name) => !isLoose(part[name]))
  return index === -1 ? undefined : { field: `${kind} --》 ${names[index]}`, errcode: code + index }
}
