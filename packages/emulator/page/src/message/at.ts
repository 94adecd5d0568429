import type { MessageBody } from '../wire/types.ts'

/** Who a message is meant to notify. */
export interface Mentions {
  mobiles: readonly string[]
  userIds: readonly string[]
  all: boolean
}

/** A stretch of text, and whether it mentions somebody. */
export interface Piece {
  text: string
  mention: boolean
}

/** Nobody. */
export const noMentions: Mentions = { mobiles: [], userIds: [], all: false }

/** The `at` of a body; link and feedCard ignore theirs. */
export function mentionsOf({ msgtype, at }: MessageBody): Mentions {
  if (!at || msgtype === 'link' || msgtype === 'feedCard') return noMentions
  return {
    mobiles: listOf(at.atMobiles),
    userIds: listOf(at.atUserIds),
    all: at.isAtAll === true || at.isAtAll === 'true',
  }
}

/** Whether there is anybody to notify. */
export function isAnybody({ mobiles, userIds, all }: Mentions): boolean {
  return all || mobiles.length > 0 || userIds.length > 0
}

/** The targets that `@` does not name in the text; "all" needs no text. */
export function missingIn(text: string, { mobiles, userIds }: Mentions): string[] {
  return [...mobiles, ...userIds].filter((target) => !patternOf([target]).test(text))
}

/** Cuts a text where it mentions one of the targets. */
export function splitMentions(text: string, mentions: Mentions): Piece[] {
  if (!isAnybody(mentions)) return [{ text, mention: false }]
  const names = [...mentions.mobiles, ...mentions.userIds, ...(mentions.all ? ['所有人', 'all'] : [])]
  return text
    .split(new RegExp(`(${patternOf(names).source})`, 'u'))
    .map((part, index) => ({ text: part, mention: index % 2 === 1 }))
    .filter((piece) => piece.text !== '')
}

/** What looks like a mention in a text and belongs to no target, such as `@13800000000` without `at`. */
export function strayMentions(text: string, mentions: Mentions): string[] {
  const known = splitMentions(text, mentions).filter((piece) => !piece.mention)
  const stray = known.flatMap((piece) => [...piece.text.matchAll(/(?<![\w.@])@([\p{L}\p{N}_-]{2,})/gu)])
  return [...new Set(stray.map(([, name]) => name ?? ''))]
}

function patternOf(names: readonly string[]): RegExp {
  // The longest first: one number may begin with another.
  const choices = [...names].sort((a, b) => b.length - a.length).map(escapePattern)
  return new RegExp(`@(?:${choices.join('|')})(?![0-9A-Za-z_])`, 'u')
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}

function listOf(targets: string[] | '' | null | undefined): string[] {
  return (targets || []).filter((target) => target !== '')
}
