import {
  type Alerter,
  type AlerterOptions,
  DingTalkError,
  type Level,
  type RobotOptions,
} from '@dingbell/core'

/** The options of one robot, as far as they can cross to a worker thread. */
export type DingTalkPinoRobot = Omit<RobotOptions, 'webhook' | 'fetch'> & {
  /** The full webhook URL, or the bare access token. */
  webhook: string
}

/** The options of the worker transport: those of an alerter that can be cloned. What cannot goes into `setup`. */
export type DingTalkPinoOptions = Omit<
  AlerterOptions,
  'webhook' | 'fetch' | 'robots' | 'ignore' | 'beforeSend' | 'renderCard' | 'level'
> & {
  /** The full webhook URL, or the bare access token. Default: `DINGTALK_WEBHOOK`. */
  webhook?: string | undefined
  /** Several robots, in order of preference; instead of one robot's fields at the top level. */
  robots?: DingTalkPinoRobot | readonly DingTalkPinoRobot[] | undefined
  /** Alerts that are dropped. A string is a substring of the message or of `Name: message`. */
  ignore?: readonly (string | RegExp)[] | undefined
  /** The lowest level that rings; custom levels count. Default: the level of the target, else `'error'`. */
  level?: Level | (string & {}) | undefined
  /**
   * A module whose default export is merged into these options, for functions and all else that cannot be cloned. A path
   * is resolved from the working directory; a `file:` URL or the name of a package will do as well.
   */
  setup?: string | undefined
}

/** The options of the stream in the same thread: all of an alerter's, or an alerter that is shared. */
export type DingTalkStreamOptions =
  | (Omit<AlerterOptions, 'level'> & {
      /** The lowest level that rings; custom levels count. Default `'error'`. */
      level?: Level | (string & {}) | undefined
      alerter?: undefined
    })
  | {
      /** It is flushed, never closed. */
      alerter: Alerter
      /** The lowest level that is handed to the alerter, which has a level of its own. Default `'error'`. */
      level?: Level | (string & {}) | undefined
    }

/**
 * The level, as far as it can be checked before the logger has told its own.
 * @throws DingTalkError `ERR_DINGTALK_OPTIONS` for anything but a name
 */
export function levelName(level: unknown): string | undefined {
  if (level === undefined || (typeof level === 'string' && level !== '')) return level
  throw new DingTalkError('ERR_DINGTALK_OPTIONS', `level: expected the name of a level, got ${kindOf(level)}`)
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  return value === '' ? 'an empty string' : `a ${typeof value}`
}
