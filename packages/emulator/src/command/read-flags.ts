import { Command, InvalidArgumentError, Option } from 'commander'
import { denyStyles, type EmulatorOptions, errmsgStyles } from '../options.ts'
import { fakeSecret } from '../robots/resolve-robot.ts'
import type { EmulatedRobot } from '../robots/robot.ts'
import type { Words } from '../words.ts'
import { flags } from './flags.ts'
import { robotsFromFile } from './robots-from-file.ts'

/** What the command line asks for. */
export interface Wishes {
  options: EmulatorOptions
  /** A secret that was made up here, so that it may be shown. */
  madeUpSecret: string | undefined
  json: boolean
  /** No line for each request. */
  quiet: boolean
}

/** The flags as commander hands them over, each read as `parsed` says; one left out is not there. */
interface Values extends Pick<EmulatorOptions, 'host' | 'errmsgStyle' | 'denyWith'> {
  port?: number
  maxMessages?: number
  maxRequests?: number
  maxBodyBytes?: number
  requestTimeoutMs?: number
  name?: string
  token?: string
  secret?: string | true
  keyword?: string[]
  allowIp?: string[]
  perMinute?: number | false
  banMs?: number
  perMonth?: number | false
  robots?: string
  json?: boolean
  quiet?: boolean
}

/** Flags that describe the one robot of a command line; a file of robots leaves nothing for them to mean. */
const ofOneRobot = ['name', 'token', 'secret', 'keyword', 'allowIp', 'perMinute', 'banMs', 'perMonth']

/** The command, with every flag and its environment variable; `run` gets what was asked for. */
export function createCommand(
  lang: keyof Words,
  variables: NodeJS.ProcessEnv,
  run: (wishes: Wishes) => Promise<void>,
): Command {
  const command = new Command('dingbell-emulator').description(
    lang === 'zh'
      ? '本地钉钉机器人：看看群里会收到什么'
      : 'A local DingTalk robot: see what your group would have seen',
  )
  for (const { flag, env, says } of Object.values(flags)) {
    const option = new Option(flag, says[lang])
    command.addOption(parsed(isUnset(option, variables[env]) ? option : option.env(env)))
  }
  return command.action((values: Values) => run(wishesOf(values)))
}

/**
 * Whether a variable is there and asks for nothing: compose files set empty ones, and a switch may be told no. Commander
 * would take both for given, whatever they hold.
 */
function isUnset({ required, optional }: Option, value: string | undefined): boolean {
  const isSwitch = !required && !optional
  return value !== undefined && (isSwitch ? /^(0|no|off|false)?$/i : /^$/).test(value.trim())
}

/**
 * Commander hands text over; this says how each flag's text is read and which words it takes. Only shapes are looked at:
 * bounds are checked where a test that calls `startEmulator` meets them as well.
 */
function parsed(option: Option): Option {
  if (option.variadic) return option.argParser(listOf)
  switch (option.attributeName()) {
    case 'errmsgStyle':
      return option.choices(errmsgStyles)
    case 'denyWith':
      return option.choices(denyStyles)
    case 'robots':
      return option.conflicts(ofOneRobot)
    case 'lang':
      return option.choices(['zh', 'en'])
    case 'perMinute':
    case 'perMonth':
      return option.argParser((text) => (text === 'off' ? false : numberOf(text)))
    default:
      return /<(number|ms)>/.test(option.flags) ? option.argParser(numberOf) : option
  }
}

/** Sorts the flags into what describes the robot, what describes the server, and what is printed. */
function wishesOf(values: Values): Wishes {
  const { name = 'default', token, secret, keyword, allowIp, perMinute, banMs, perMonth, ...others } = values
  const { robots, json = false, quiet = false, ...server } = others
  const madeUpSecret = secret === true ? fakeSecret(name) : undefined
  const one: EmulatedRobot = {
    name,
    token,
    secret: secret === true ? madeUpSecret : secret,
    keywords: keyword,
    allowIps: allowIp,
    perMinute,
    banMs,
    perMonth,
  }
  return {
    // A port that stays the same can be bookmarked; a library takes any free one instead.
    options: { port: 5588, ...server, robots: robots === undefined ? [one] : robotsFromFile(robots) },
    madeUpSecret,
    json,
    quiet,
  }
}

/** Commander turns this error into its own message, with the flag's name before it. */
function numberOf(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('expected a whole number')
  return Number(text)
}

/** Flags repeat, and take several words at a time; an environment variable separates by commas. */
function listOf(text: string, earlier: readonly string[] = []): string[] {
  return [...earlier, ...text.split(',').map((item) => item.trim())].filter((item) => item !== '')
}
