import { check } from '../errors.ts'
import * as limits from '../limits.ts'
import type { At } from './at.ts'
import { checkFlag } from './check.ts'

/** What a builder takes beside its fields. */
export interface MentionOptions {
  at?: At | undefined
}

/** Checks and copies `at`; `undefined` when it mentions nobody. */
export function checkAt(at: At | undefined): At | undefined {
  if (at === undefined) return at
  check(Object(at) === at, 'at', 'an object', at)
  const mobiles = checkTargets('at.atMobiles', at.atMobiles)
  const targets = [...mobiles, ...checkTargets('at.atUserIds', at.atUserIds)]
  check(targets.length <= limits.mentions, 'at', `${limits.mentions} targets at most`, targets)
  return checkFlag('at.isAtAll', at.isAtAll) || targets.length > 0 ? structuredClone(at) : undefined
}

function checkTargets(field: string, targets: unknown = []): readonly unknown[] {
  const good =
    Array.isArray(targets) && targets.every((each) => typeof each === 'string' && /^\S+$/.test(each))
  check(good, field, 'texts without blanks', targets)
  return targets
}

/** Adds each `@…` that the text lacks: without it nobody is notified. `separator` stands before what is added. */
export function withMentions(text: string, at: At | undefined, separator = '\n\n'): string {
  const targets = [...(at?.atMobiles ?? []), ...(at?.atUserIds ?? []), ...(at?.isAtAll ? ['所有人'] : [])]
  const missing = [...new Set(targets)]
    .filter((target) => !mentions(text, target))
    .map((target) => `@${target}`)
  return missing.length > 0 ? text + separator + missing.join(' ') : text
}

/** Whether `@target` stands in the text as a whole word: `@138` is not mentioned by `@13800`. */
function mentions(text: string, target: string): boolean {
  const [, ...rests] = text.split(`@${target}`)
  return rests.some((rest) => !/^[\w-]/.test(rest))
}
