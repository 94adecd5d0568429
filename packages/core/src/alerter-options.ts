import type { Alert, Level } from './alert/alert.ts'
import type { RedactOptions } from './alert/redact.ts'
import type { GroupView } from './group/group-view.ts'
import type { At } from './message/at.ts'
import type { Locale } from './message/locale/locale.ts'
import type { Robot } from './robot.ts'
import type { RobotOptions } from './robot-options.ts'
import type { SpoolOptions } from './spool/spool-options.ts'

/** What an alert is matched against: a substring or a pattern of its message or of `Name: message`. */
export type Match = string | RegExp

/** Who is mentioned when. All rules that fit are added together. */
export interface AtRule {
  /** From this level on. Default: every level. */
  level?: Level | undefined
  match?: Match | undefined
  at: At
}

/** Holds a group back until `count` alerts came within `windowMs`. A fatal alert is never held back. */
export interface ThresholdRule {
  /** Default: every alert. */
  match?: Match | undefined
  /** 2 to 10,000. */
  count: number
  /** 1,000 ms to 24 h. */
  windowMs: number
}

/** The month's meter. */
export interface QuotaOptions {
  /** Webhook calls that the organisation has a month. Default 3,000, DingTalk's standard edition. */
  perMonth?: number | undefined
  /** The part of them that alerts may use. Default 0.8. */
  share?: number | undefined
  /** Alerters with the same key share one meter. Default: one for all. */
  key?: string | undefined
}

/** How an alerter groups, paces and shows. Without a webhook here or in the environment it does nothing. */
export interface AlerterOptions
  extends Partial<{ [field in keyof RobotOptions]: RobotOptions[field] | undefined }> {
  /** Several robots, in order of preference; instead of one robot's fields at the top level. */
  robots?: RobotOptions | Robot | readonly (RobotOptions | Robot)[] | undefined
  /** `false`: does nothing, silently. Default true. */
  enabled?: boolean | undefined
  /** Shown in every message. Default: the name in the `package.json` of the working directory. */
  app?: string | undefined
  /** Shown in every message. Default: `NODE_ENV`. */
  env?: string | undefined
  /** Shown in every message. Default: the host's name. */
  host?: string | undefined
  /** Shown in every message. Default: none. */
  release?: string | undefined
  /** The lowest level that is accepted. Default `'error'`. */
  level?: Level | undefined
  /** Language of the messages. Default `'zh-CN'`. */
  locale?: Locale | undefined
  /** Times are shown in it. Default `'Asia/Shanghai'`. */
  timeZone?: string | undefined
  /** Alerts that are dropped, with the reason `ignored`. A string is a substring of the message or of `Name: message`. */
  ignore?: readonly (Match | ((alert: Alert) => boolean))[] | undefined
  /** Changes an alert, or drops it by returning `null`. If it throws, the alert stays as it was. */
  beforeSend?: ((alert: Alert) => Alert | null) | undefined
  /** Extends what is masked by default. `false`: only the robots' own credentials are masked. */
  redact?: RedactOptions
  /** Who is mentioned when; once for each news, not in every digest. */
  at?: readonly AtRule[] | undefined
  /** Links below a card. `{{traceId}}`, `{{requestId}}`, `{{fingerprint}}` and `{{time}}` are filled in. */
  links?: readonly { title: string; url: string }[] | undefined
  /** Own look of a single group's card, in DingTalk's markdown. */
  renderCard?: ((group: GroupView) => { title: string; text: string }) | undefined
  /** Groups that are held back until they are many. The first rule that fits applies. */
  threshold?: readonly ThresholdRule[] | undefined
  /** Wait after a first alert, so that its siblings ride along, in ms. Default 500, 0 to 60,000. */
  groupWaitMs?: number | undefined
  /** Waits between digests while nothing is new, in ms. Default 1, 2, 5, 15, 30 and 60 min. */
  groupIntervalsMs?: readonly number[] | undefined
  /** After this long a group that goes on shows its whole sample again, in ms. Default 4 h. */
  repeatIntervalMs?: number | undefined
  /** Without an alert for this long a group is quiet, in ms. Default 10 min. */
  quietAfterMs?: number | undefined
  /** Kinds of alerts that are told apart. Default 2,000, 1 to 100,000. */
  maxGroups?: number | undefined
  /** The month's meter. `false`: none. */
  quota?: QuotaOptions | false | undefined
  /**
   * Directory in which the processes of this host share slots, bans and quota; `false`: each is on its own. Default: what
   * `DINGBELL_STATE_DIR` says, else a private folder in the system's temporary directory.
   */
  stateDir?: string | false | undefined
  /** Keeps on disk what is not delivered yet, so that a crash or a restart does not lose it. Default `false`. */
  spool?: SpoolOptions | false | undefined
}
