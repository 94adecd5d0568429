import { type Level, levels } from './alert/alert.ts'
import { createRedactor } from './alert/redact.ts'
import type { AlerterOptions, AtRule, QuotaOptions, ThresholdRule } from './alerter-options.ts'
import { optionError, within } from './errors.ts'
import type { GroupRules } from './group/group-table.ts'
import { unrejected } from './hooks.ts'
import { checkFlag } from './message/check.ts'
import type { Frame } from './message/compose.ts'
import { checkAt } from './message/mention.ts'
import type { QuotaRules } from './pace/quota.ts'
import { number } from './robot-options.ts'
import { resolveSpool, type SpoolSettings } from './spool/spool-options.ts'
import { applicationName, hostName } from './surroundings.ts'

/** The options of an alerter, checked and complete: behind the resolver nothing is optional. */
export interface AlerterSettings extends GroupRules {
  level: Level
  frame: Frame
  ignore: NonNullable<AlerterOptions['ignore']>
  beforeSend: AlerterOptions['beforeSend']
  redact: AlerterOptions['redact']
  at: readonly AtRule[]
  threshold: readonly ThresholdRule[]
  groupIntervalsMs: readonly number[]
  repeatIntervalMs: number
  quota: (QuotaRules & { key: string }) | undefined
  stateDir: string | false | undefined
  spool: SpoolSettings | undefined
}

const minute = 60_000
const day = 24 * 60 * 60_000
const intervals = /* @__PURE__ */ [1, 2, 5, 15, 30, 60].map((minutes) => minutes * minute)

/** @throws DingTalkError `ERR_DINGTALK_OPTIONS` for the first field that does not fit */
export function resolveAlerterOptions(options: AlerterOptions, env: NodeJS.ProcessEnv): AlerterSettings {
  checkRedact(options.redact)
  checkFlag('enabled', options.enabled)
  return {
    level: oneOf('level', options.level, levels, 'error'),
    frame: frameOf(options, env),
    ignore: list(
      'ignore',
      options.ignore,
      isMatchOrFunction,
      'a RegExp, a function or a text that is not empty',
    ),
    beforeSend: functionOf('beforeSend', options.beforeSend),
    redact: options.redact,
    at: list('at', options.at, isObject, 'an object').map(checkAtRule),
    threshold: list('threshold', options.threshold, isObject, 'an object').map(checkThreshold),
    groupWaitMs: number('groupWaitMs', options.groupWaitMs, 500, 0, minute),
    groupIntervalsMs: intervalsOf(options.groupIntervalsMs),
    repeatIntervalMs: number('repeatIntervalMs', options.repeatIntervalMs, 4 * 60 * minute, 1, 365 * day),
    quietAfterMs: number('quietAfterMs', options.quietAfterMs, 10 * minute, 1, 365 * day),
    maxGroups: number('maxGroups', options.maxGroups, 2_000, 1, 100_000),
    quota: quotaOf(options.quota),
    stateDir: stateDirOf(options.stateDir),
    spool: resolveSpool(options.spool),
  }
}

function frameOf(options: AlerterOptions, env: NodeJS.ProcessEnv): AlerterSettings['frame'] {
  const renderCard = functionOf('renderCard', options.renderCard)
  return {
    app: textOf('app', options.app) ?? applicationName(env),
    env: textOf('env', options.env) ?? env.NODE_ENV,
    host: textOf('host', options.host) ?? hostName(),
    release: textOf('release', options.release),
    locale: oneOf('locale', options.locale, ['zh-CN', 'en'], 'zh-CN'),
    timeZone: timeZoneOf(options.timeZone),
    links: list('links', options.links, isLink, 'an object with title and url, both texts'),
    renderCard: renderCard && ((group) => unrejected(renderCard(structuredClone(group)))),
  }
}

function checkAtRule(rule: AtRule, index: number): AtRule {
  const field = `at[${index}]`
  if (rule.level !== undefined) oneOf(`${field}.level`, rule.level, levels, 'error')
  checkMatch(`${field}.match`, rule.match)
  const at = within(field, () => checkAt(rule.at))
  if (at) return { ...rule, at }
  throw optionError(`${field}.at`, 'atMobiles, atUserIds or isAtAll: true', rule.at)
}

function checkThreshold(rule: ThresholdRule, index: number): ThresholdRule {
  const field = `threshold[${index}]`
  checkMatch(`${field}.match`, rule.match)
  // -1 is out of bounds: what is required has no default.
  number(`${field}.count`, rule.count ?? -1, 2, 2, 10_000)
  number(`${field}.windowMs`, rule.windowMs ?? -1, minute, 1_000, day)
  return { ...rule }
}

function quotaOf(quota: QuotaOptions | false | undefined): AlerterSettings['quota'] {
  if (quota === false) return undefined
  if (quota !== undefined && !isObject(quota)) throw optionError('quota', 'an object or false', quota)
  const share = quota?.share ?? 0.8
  if (typeof share !== 'number' || !(share > 0 && share <= 1)) {
    throw optionError('quota.share', 'a number above 0, up to 1', share)
  }
  const perMonth = number('quota.perMonth', quota?.perMonth, 3_000, 1, 100_000_000)
  return { perMonth, share, key: textOf('quota.key', quota?.key) ?? '' }
}

function stateDirOf(stateDir: unknown): string | false | undefined {
  if (stateDir === undefined || stateDir === false) return stateDir
  if (typeof stateDir === 'string' && stateDir.trim() !== '') return stateDir
  throw optionError('stateDir', 'the path of a directory, or false', stateDir)
}

function intervalsOf(given: readonly number[] | undefined): readonly number[] {
  if (given === undefined) return intervals
  if (!Array.isArray(given) || given.length === 0)
    throw optionError('groupIntervalsMs', 'an array of times in ms', given)
  return given.map((value, index) => number(`groupIntervalsMs[${index}]`, value, minute, 1_000, 7 * day))
}

function timeZoneOf(timeZone: unknown): string {
  if (timeZone === undefined) return 'Asia/Shanghai'
  try {
    return new Intl.DateTimeFormat('en', { timeZone: String(timeZone) }).resolvedOptions().timeZone
  } catch {
    throw optionError('timeZone', "an IANA time zone such as 'Asia/Shanghai'", timeZone)
  }
}

function checkRedact(redact: AlerterOptions['redact']): void {
  if (redact === undefined || redact === false) return
  if (!isObject(redact)) throw optionError('redact', 'an object or false', redact)
  checkFlag('redact.phones', redact.phones)
  checkFlag('redact.idCards', redact.idCards)
  list('redact.keys', redact.keys, (key) => typeof key === 'string', 'a string')
  list('redact.patterns', redact.patterns, (pattern) => pattern instanceof RegExp, 'a RegExp')
  createRedactor(redact, [])
}

function checkMatch(field: string, match: unknown): void {
  if (match !== undefined && !isMatch(match))
    throw optionError(field, 'a RegExp or a text that is not empty', match)
}

function list<Item>(
  field: string,
  items: readonly Item[] | undefined,
  fits: (item: Item) => boolean,
  expected: string,
) {
  if (items === undefined) return []
  if (!Array.isArray(items)) throw optionError(field, 'an array', items)
  items.forEach((item, index) => {
    if (!fits(item)) throw optionError(`${field}[${index}]`, expected, item)
  })
  return [...items]
}

function oneOf<Value extends string>(
  field: string,
  value: unknown,
  values: readonly Value[],
  fallback: Value,
): Value {
  if (value === undefined) return fallback
  const found = values.find((each) => each === value)
  if (found === undefined) throw optionError(field, `one of ${values.join(', ')}`, value)
  return found
}

function textOf(field: string, value: unknown): string | undefined {
  if (value === undefined || typeof value === 'string') return value
  throw optionError(field, 'a text', value)
}

function functionOf<Value>(field: string, value: Value): Value {
  if (value === undefined || typeof value === 'function') return value
  throw optionError(field, 'a function', value)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function isMatchOrFunction(value: unknown): boolean {
  return isMatch(value) || typeof value === 'function'
}

/** An empty text stands in every message. */
function isMatch(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || value instanceof RegExp
}

function isLink(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof Reflect.get(value, 'title') === 'string' &&
    typeof Reflect.get(value, 'url') === 'string'
  )
}
