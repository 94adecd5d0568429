import type { AlerterOptions } from './alerter-options.ts'
import { optionError, refused } from './errors.ts'
import { lineOf, type Robot } from './robot.ts'
import { robotFromEnv } from './robot-env.ts'
import { RobotLine, type RobotPorts } from './robot-line.ts'
import type { RobotOptions } from './robot-options.ts'

const robotFields = [
  'webhook',
  'secret',
  'keywords',
  'name',
  'perMinute',
  'timeoutMs',
  'retry',
  'fetch',
  'allowHttp',
] as const satisfies readonly (keyof RobotOptions)[]

/**
 * The lines to the robots that options or environment name; none where no webhook is set (an empty one counts as unset).
 * @throws DingTalkError `ERR_DINGTALK_OPTIONS` for both forms together, or a malformed robot
 */
export function openLines(options: AlerterOptions, env: NodeJS.ProcessEnv, ports: RobotPorts): RobotLine[] {
  const given = robotFields.filter((field) => options[field] !== undefined)
  if (options.robots !== undefined && given.length > 0) {
    throw refused('robots', "either robots or one robot's fields", `robots and ${given.join(', ')}`)
  }
  return robotsOf(options, env).map((robot) => lineOf(robot) ?? new RobotLine(optionsOf(robot), ports))
}

function robotsOf(options: AlerterOptions, env: NodeJS.ProcessEnv): readonly (RobotOptions | Robot)[] {
  const { robots } = options
  if (robots !== undefined)
    return (isList(robots) ? robots : [robots])
      .map(checkRobot)
      .filter((robot) => lineOf(robot) || !isUnset(robot))
  const single = pick(options)
  const named = isUnset(single) ? robotFromEnv(env) : undefined
  const robot = { ...named, ...single, ...(named && { webhook: named.webhook }) }
  return robot.webhook === undefined || isUnset(robot) ? [] : [{ ...robot, webhook: robot.webhook }]
}

/** The robot's own fields of the options, without those that are undefined: they must not override the environment. */
function pick(options: AlerterOptions): Partial<RobotOptions> {
  return Object.fromEntries(
    robotFields.flatMap((field) => (options[field] === undefined ? [] : [[field, options[field]]])),
  )
}

function isUnset({ webhook }: Partial<RobotOptions>): boolean {
  return webhook === undefined || (typeof webhook === 'string' && webhook.trim() === '')
}

function isList(robots: NonNullable<AlerterOptions['robots']>): robots is readonly (RobotOptions | Robot)[] {
  return Array.isArray(robots)
}

function checkRobot(robot: RobotOptions | Robot, index: number): RobotOptions | Robot {
  if (typeof robot === 'object' && robot !== null && ('webhook' in robot || lineOf(robot))) return robot
  throw optionError(`robots[${index}]`, 'a Robot or the options of one', robot)
}

function optionsOf(robot: RobotOptions | Robot): RobotOptions {
  if ('webhook' in robot) return robot
  throw optionError('robots', 'a Robot or the options of one', robot)
}
