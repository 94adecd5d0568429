import { optionError } from '../errors.ts'
import { limits } from '../limits.ts'
import type { At } from './at.ts'

/** What a builder takes beside its fields. */
export interface MentionOptions {
  at?: At | undefined
}

/** Checks and copies `at`; `undefined` when it mentions nobody. */
export function checkAt(at: At | undefined): At | undefined {
  if (at === undefined || at === null) return undefined
  if (typeof at !== 'object') throw optionError('at', 'an object with atMobiles, atUserIds or isAtAll', at)
  const atMobiles = checkTargets('at.atMobiles', at.atMobiles)
  const atUserIds = checkTargets('at.atUserIds', at.atUserIds)
  if (at.isAtAll !== undefined && typeof at.isAtAll !== 'boolean') {
    throw optionError('at.isAtAll', 'true or false', at.isAtAll)
  }
  const targets = atMobiles.length + atUserIds.length
  if (targets > limits.mentions) throw optionError('at', `at most ${limits.mentions} targets`, targets)
  if (targets === 0 && !at.isAtAll) return undefined
  return {
    ...(atMobiles.length > 0 && { atMobiles }),
    ...(atUserIds.length > 0 && { atUserIds }),
    ...(at.isAtAll && { isAtAll: true }),
  }
}

function checkTargets(field: string, targets: readonly string[] | undefined): string[] {
  if (targets === undefined) return []
  if (!Array.isArray(targets)) throw optionError(field, 'an array of strings', targets)
  targets.forEach((target, index) => {
    if (typeof target !== 'string' || !/^\S+$/.test(target)) {
      throw optionError(`${field}[${index}]`, 'a string without blanks', target)
    }
  })
  return [...targets]
}

/** Adds each `@…` that the text lacks: without it nobody is notified. `separator` stands before what is added. */
export function withMentions(text: string, at: At | undefined, separator = '\n\n'): string {
  if (!at) return text
  const targets = [...(at.atMobiles ?? []), ...(at.atUserIds ?? []), ...(at.isAtAll ? ['所有人'] : [])]
  const missing = targets.filter((target) => !mentions(text, target)).map((target) => `@${target}`)
  return missing.length === 0 ? text : `${text}${separator}${missing.join(' ')}`
}

/** Whether `@target` stands in the text as a whole word: `@138` is not mentioned by `@13800`. */
function mentions(text: string, target: string): boolean {
  const word = `@${target}`
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!/^[\w-]/.test(text.slice(at + word.length))) return true
  }
  return false
}
