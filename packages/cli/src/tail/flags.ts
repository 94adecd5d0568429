import type { AlerterOptions, Level } from '@dingbell/core'
import { each, type Flag, flag, list, wholeNumber } from '../flag.ts'

/** From the least to the worst, as core orders them. */
export const levels: readonly Level[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal']

/** The options of `tail` as they are read. */
export interface TailValues
  extends Pick<AlerterOptions, 'level' | 'app' | 'env' | 'host' | 'release' | 'locale' | 'timeZone'> {
  follow?: boolean
  fromStart?: boolean
  pattern?: string
  quiet?: boolean
  ignore?: string[]
  at?: string[]
  atUser?: string[]
  atAll?: boolean
  drain?: number
  envFile?: string
  allowHttp?: boolean
}

/** The longest wait at the end where nothing else is said, in ms. */
export const drainMs = 5_000

/** Options of `tail`. Where a default is named, it is core's own; core also checks what has no `choices` here. */
export const tailFlags: readonly Flag[] = [
  flag(
    '-f, --follow',
    '持续跟踪文件的新增内容，轮转或截断后接着读',
    'wait for what is appended to the files, rotated or truncated ones too',
  ),
  flag('--from-start', '跟踪时也读文件里已有的内容', 'when following, also read what the files hold already'),
  flag(
    '-p, --pattern <regexp>',
    '纯文本日志里一条记录的首行；命名分组 level、message、logger、time 有含义，其余进上下文，没有 level 则为 error',
    'first line of a record in plain text; the groups level, message, logger and time have a meaning, others go to the context, without level it is an error',
  ),
  flag('-q, --quiet', '不把日志行转发到标准输出', 'do not pass the lines on to stdout'),
  flag('-l, --level <level>', '从哪个级别起告警（默认 error）', 'lowest level that rings (default: error)', {
    choices: levels,
  }),
  flag(
    '--ignore <text>',
    '忽略含有这段文字的告警，可重复',
    'ignore alerts that contain this; repeat for more',
    {
      read: each,
    },
  ),
  flag(
    '--app <name>',
    '消息里显示的应用名（默认取 package.json）',
    'application shown in messages (default: from package.json)',
  ),
  flag(
    '--env <name>',
    '消息里显示的环境（默认取 NODE_ENV）',
    'environment shown in messages (default: NODE_ENV)',
  ),
  flag('--host <name>', '消息里显示的主机（默认本机名）', "host shown in messages (default: this machine's)"),
  flag('--release <name>', '消息里显示的版本（默认无）', 'release shown in messages (default: none)'),
  flag('--locale <locale>', '消息的语言（默认 zh-CN）', 'language of the messages (default: zh-CN)', {
    choices: ['zh-CN', 'en'],
  }),
  flag(
    '--time-zone <zone>',
    '消息里时间的时区（默认 Asia/Shanghai）',
    'time zone of the messages (default: Asia/Shanghai)',
  ),
  flag(
    '--at <mobile>',
    '@ 某人的手机号，可重复或用逗号分隔',
    'mention a mobile number; repeat or separate by commas',
    { read: list },
  ),
  flag(
    '--at-user <id>',
    '@ 某人的 userId，可重复或用逗号分隔',
    'mention a userId; repeat or separate by commas',
    { read: list },
  ),
  flag('--at-all', '@ 所有人', 'mention everybody'),
  flag(
    '--drain <ms>',
    `结束时最多等多久把告警发完（默认 ${drainMs}）`,
    `longest wait at the end for what is still to be sent (default ${drainMs})`,
    {
      read: wholeNumber(0, 600_000),
    },
  ),
]
