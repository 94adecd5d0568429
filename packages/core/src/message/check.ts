import { optionError } from '../errors.ts'

const schemes = new Set(['http:', 'https:', 'dingtalk:', 'dtmd:'])
const link = 'an absolute URL (http, https, dingtalk or dtmd)'

/** A text that must not be empty: DingTalk answers 400402 or 400403 otherwise. */
export function checkText(field: string, value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '')
    throw optionError(field, 'a text that is not empty', value)
  return value
}

/** A page that a tap opens. */
export function checkUrl(field: string, value: unknown): string {
  if (typeof value !== 'string' || !schemes.has(schemeOf(value))) throw optionError(field, link, value)
  return value
}

/** A picture: an http(s) URL, or the media id of an uploaded one (`@lADO…`). */
export function checkPicture(field: string, value: unknown): string {
  const good = typeof value === 'string' && (/^@\S+$/.test(value) || /^https?:$/.test(schemeOf(value)))
  if (!good) throw optionError(field, "an http(s) URL or a media id ('@…')", value)
  return value
}

/** An options object; its fields are checked one by one. */
export function checkObject(field: string, value: unknown): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw optionError(field, 'an object', value)
}

function schemeOf(url: string): string {
  return URL.canParse(url) && !/\s/.test(url) ? new URL(url).protocol : ''
}
