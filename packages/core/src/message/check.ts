import { check } from '../errors.ts'
import { type Fields, fieldsOf } from '../fields.ts'

/** A text that must not be empty: DingTalk answers 400402 or 400403 otherwise. */
export function checkText(field: string, value: unknown): string {
  check(typeof value === 'string' && value.trim() !== '', field, 'a text', value)
  return value
}

/** A page that a tap opens. */
export function checkUrl(field: string, value: unknown): string {
  check(isUrl(value), field, 'a URL (http, https, dingtalk or dtmd)', value)
  return value
}

/** A picture: an http(s) URL, or the media id of an uploaded one (`@lADO…`). */
export function checkPicture(field: string, value: unknown): string {
  const media = typeof value === 'string' && /^@\S+$/.test(value)
  check(media || (isUrl(value) && /^http/i.test(value)), field, "an http(s) URL or a media id ('@…')", value)
  return value
}

/** Something that may be left out, or switched on or off. */
export function checkFlag(field: string, value: unknown): boolean | undefined {
  check(value === undefined || typeof value === 'boolean', field, 'a boolean', value)
  return value
}

/** A list of at least one object, made into what goes over the wire. */
export function checkList<Wire>(
  field: string,
  value: unknown,
  wire: (field: string, item: Fields) => Wire,
): Wire[] {
  check(Array.isArray(value) && value.length > 0, field, 'an array with items', value)
  return value.map((item, index) => wire(`${field}[${index}]`, fieldsOf(item)))
}

function isUrl(value: unknown): value is string {
  return typeof value === 'string' && /^(https?|dingtalk|dtmd):\S+$/i.test(value) && URL.canParse(value)
}
