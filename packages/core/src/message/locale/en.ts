import type { Texts } from './texts.ts'
import { thousands } from './thousands.ts'

/** English. */
export const en: Texts = {
  levels: { fatal: 'Fatal', error: 'Error', warn: 'Warning', info: 'Info', debug: 'Debug', trace: 'Trace' },
  states: { new: 'New', again: 'Again', ongoing: 'Ongoing', repeat: 'Still', quiet: 'Quiet' },
  cardStates: {
    new: 'new',
    again: 'back again',
    ongoing: 'going on',
    repeat: 'still going on',
    quiet: 'quiet',
  },

  times: (count, total) =>
    `**${thousands(count)}** ${count === 1 ? 'time' : 'times'}${total > count ? ` (${thousands(total)} in all)` : ''}`,
  lineTimes: (count, total) => `×${thousands(count)}${total > count ? ` (${thousands(total)} in all)` : ''}`,
  quietTotal: (total) => `${thousands(total)} in all, last`,
  kinds: (kinds, alerts, quiet) =>
    [
      kinds > 0 || alerts > 0 ? `${many(alerts, 'alert')} of ${many(kinds, 'kind')}` : '',
      quiet > 0 ? `${many(quiet, 'kind')} went quiet` : '',
    ]
      .filter(Boolean)
      .join(', '),
  levelKinds: (level, kinds, alerts) => `${level}: ${many(alerts, 'alert')} of ${many(kinds, 'kind')}`,
  hidden: (kinds, alerts) => `… + ${many(alerts, 'alert')} in ${many(kinds, 'kind')} not shown`,
  lost: (kinds, alerts) =>
    `… + ${many(alerts, 'alert')} in ${many(kinds, 'kind')} not shown: the process is ending, see the logs`,
  kept: (kinds, alerts) =>
    `… + ${many(alerts, 'alert')} in ${many(kinds, 'kind')} wait on disk: the process is ending, they follow once it is back`,
  running: (number, accepted, dropped) =>
    `#${thousands(number)} · ${many(accepted, 'alert')} in all` +
    `${dropped > 0 ? `, ${thousands(dropped)} dropped` : ''}`,

  host: (host) => `host ${host}`,
  release: (release) => `release ${release}`,
  noMessage: '(no message)',
  stack: 'Stack',
  moreFrames: (frames) => `… ${many(frames, 'more frame')}`,
  causes: 'Caused by',
  context: 'Context',
  samples: 'Other messages of this kind',

  noticeTitle: 'alert channel status',
  notices: {
    throttled: (robot, period) =>
      `DingTalk throttled robot ${robot} (${period}). Nothing is lost: what came meanwhile is in this and the next messages`,
    outage: (robot, period, reason) =>
      `Robot ${robot} could not deliver (${period}): ${reason}. What came meanwhile is in this and the next messages`,
    failover: (from, to) => `Robot ${from} is not available; messages now come through ${to}`,
    recovered: (robot) => `Robot ${robot} is back; messages come through it again`,
    quota: (percent, used, share) =>
      `${percent}% of what alerts may use this month is used: ${thousands(used)} of ${thousands(share)} messages`,
    mayRepeat: (from, to) =>
      from === to
        ? `Message #${thousands(from)} may have arrived after all; this one may repeat it`
        : `Messages #${thousands(from)} to #${thousands(to)} may have arrived after all; this one may repeat them`,
    folded: (kinds, alerts) =>
      `Too many kinds at once: ${many(alerts, 'more alert')} of ${many(kinds, 'kind')} counted, not listed`,
    content: (alerts) =>
      `DingTalk refused the text of ${many(alerts, 'alert')}; only counts are shown, see the logs`,
    uncounted: (alerts) =>
      `A process died at once: ${many(alerts, 'alert')} of its last moments are missing from the counts, see the logs`,
    spool: (code) =>
      `The spool cannot be written (${code}): alerts wait in memory only, and a crash now would lose them`,
  },
  reasons: {
    TRANSIENT: 'DingTalk could not be reached or had trouble of its own',
    AMBIGUOUS: 'DingTalk did not answer in time',
    SECURITY: "refused by the robot's security settings (keyword, signature or IP)",
    TOKEN: 'the robot does not exist, is stopped or was removed from the group',
    QUOTA: "this month's calls are used up",
    THROTTLED: 'too many messages in a short time',
  },
}

function many(count: number, noun: string): string {
  return `${thousands(count)} ${noun}${count === 1 ? '' : 's'}`
}
