import { levels } from './alert/alert.ts'
import type { AtRule } from './alerter-options.ts'
import type { Share } from './group/group.ts'
import * as limits from './limits.ts'
import { createMatcher } from './match.ts'
import type { At } from './message/at.ts'

/** Says whom a message mentions: for its news only, so that nobody is called twice for the same thing. */
export function createMentions(rules: readonly AtRule[]): (shares: readonly Share[]) => At | undefined {
  const checks = rules.map(({ at, level = 'trace', match }) => {
    const fits = createMatcher(match)
    return ({ group }: Share) =>
      levels.indexOf(group.level) >= levels.indexOf(level) && fits(group.alert) ? [at] : []
  })
  return (shares) => {
    const news = shares.filter(({ view }) => view.state === 'new' || view.state === 'again')
    const wanted = news.flatMap((share) => [
      ...(share.group.at ? [share.group.at] : []),
      ...checks.flatMap((check) => check(share)),
    ])
    return wanted.length === 0 ? undefined : merge(wanted)
  }
}

/** All of them once each, within DingTalk's bound. */
function merge(wanted: readonly At[]): At {
  const atMobiles = [...new Set(wanted.flatMap((at) => at.atMobiles ?? []))].slice(0, limits.mentions)
  const atUserIds = [...new Set(wanted.flatMap((at) => at.atUserIds ?? []))].slice(
    0,
    limits.mentions - atMobiles.length,
  )
  return {
    ...(atMobiles.length > 0 && { atMobiles }),
    ...(atUserIds.length > 0 && { atUserIds }),
    ...(wanted.some((at) => at.isAtAll) && { isAtAll: true }),
  }
}
