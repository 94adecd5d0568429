import { DingTalkError, type Receipt, Robot, type RobotOptions } from '@dingbell/core'
import type { DingTalkModuleOptions } from './dingtalk.options.ts'

/**
 * The robot that is injected: the first of those that the options name, else the one of the environment. Without any
 * webhook it is one whose `send` rejects, so that a laptop boots.
 * @throws DingTalkError `ERR_DINGTALK_OPTIONS` for a malformed webhook
 */
export function createRobot(options: DingTalkModuleOptions, name: string | undefined): Robot {
  const first = firstOf(options)
  if (isRobot(first)) return first
  return first === undefined
    ? new UnsetRobot(name)
    : new Robot(name === undefined ? first : { name, ...first })
}

/** Whether the module made the robot, and so has to close it. */
export function ownsRobot(options: DingTalkModuleOptions): boolean {
  return !isRobot(firstOf(options))
}

/**
 * Options and environment read by the rules of core's alerter, so that both reach the same robot: the environment's secret
 * and keywords count only beside its own webhook, since those of one robot never fit another.
 */
function firstOf({ robots, ...options }: DingTalkModuleOptions): Robot | RobotOptions | undefined {
  if (robots !== undefined) return listOf(robots).find((robot) => isRobot(robot) || !isUnset(robot.webhook))
  if (options.webhook !== undefined && !isUnset(options.webhook))
    return { ...options, webhook: options.webhook }
  const { DINGTALK_KEYWORDS, DINGTALK_SECRET, DINGTALK_WEBHOOK } = process.env
  if (DINGTALK_WEBHOOK === undefined || isUnset(DINGTALK_WEBHOOK)) return undefined
  const keywords = (DINGTALK_KEYWORDS ?? '').split(/[,，]/).filter((keyword) => keyword.trim() !== '')
  return {
    ...options,
    webhook: DINGTALK_WEBHOOK,
    secret: options.secret ?? DINGTALK_SECRET,
    keywords: options.keywords ?? keywords,
  }
}

type Robots = NonNullable<DingTalkModuleOptions['robots']>

function listOf(robots: Robots): readonly (Robot | RobotOptions)[] {
  return isList(robots) ? robots : [robots]
}

function isList(robots: Robots): robots is readonly (Robot | RobotOptions)[] {
  return Array.isArray(robots)
}

/** Not by class: an application may hold two copies of core. */
function isRobot(robot: Robot | RobotOptions | undefined): robot is Robot {
  return typeof robot === 'object' && robot !== null && 'send' in robot
}

/** An empty webhook counts as unset. */
function isUnset(webhook: unknown): boolean {
  return webhook === undefined || (typeof webhook === 'string' && webhook.trim() === '')
}

/** Stands in where no webhook is set: the application boots, and whoever sends is told what is missing. */
class UnsetRobot extends Robot {
  constructor(name = 'unset') {
    // Nothing ever leaves under this token: not by `send`, and not by an alerter that is handed this robot.
    super({ webhook: 'unset', name, fetch: () => Promise.reject(unset(name)) })
  }

  override send(): Promise<Receipt> {
    return Promise.reject(unset(this.name))
  }
}

function unset(robot: string): DingTalkError {
  const said =
    'webhook: expected a webhook in the options of DingTalkModule or in DINGTALK_WEBHOOK, got nothing'
  return new DingTalkError('ERR_DINGTALK_OPTIONS', said, { robot })
}
