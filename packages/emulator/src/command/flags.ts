import type { Words } from '../words.ts'

/**
 * One option of the command: a flag, its environment variable, and what it does. A variable says what its flag would, and
 * the flag wins; lists are separated by commas there. An empty one is as good as none.
 */
export interface Flag {
  /** As commander reads it: `<…>` must follow, `[…]` may, and `<word...>` takes several. */
  flag: string
  env: string
  says: Words
}

/**
 * All options of `dingbell-emulator`, in the order of the help: where it listens, its robot, what it keeps, how it answers,
 * what it prints. Defaults are said in words here, and made in `options.ts` and `resolve-robot.ts`. The README's table is
 * compared with this.
 */
export const flags = {
  port: flag(
    '--port <number>',
    'PORT',
    '监听端口（默认 5588，0 为任选）',
    'port to listen on (default 5588, 0: any free one)',
  ),
  host: flag(
    '--host <address>',
    'HOST',
    '监听地址（默认 127.0.0.1）',
    'address to listen on (default 127.0.0.1)',
  ),
  name: flag('--name <name>', 'NAME', '机器人名称（默认 default）', "the robot's name (default: default)"),
  token: flag('--token <token>', 'TOKEN', '机器人的 access_token', "the robot's access token"),
  secret: flag(
    '--secret [secret]',
    'SECRET',
    '开启加签；不写值则生成一个',
    'require signatures; without a value one is made up',
  ),
  keyword: flag(
    '--keyword <word...>',
    'KEYWORDS',
    '关键词，可多个',
    'keywords, one of which must be contained',
  ),
  allowIp: flag(
    '--allow-ip <range...>',
    'ALLOW_IPS',
    '允许的 IPv4 地址或网段',
    'IPv4 addresses or ranges that may call',
  ),
  perMinute: flag(
    '--per-minute <number>',
    'PER_MINUTE',
    '每分钟条数（默认 20，off 为不限）',
    'messages a minute (default 20; off: no limit)',
  ),
  banMs: flag('--ban-ms <ms>', 'BAN_MS', '限流时长（默认 600000）', 'length of a ban (default 600000)'),
  perMonth: flag(
    '--per-month <number>',
    'PER_MONTH',
    '每月条数（默认不限）',
    'messages a month (default: no quota)',
  ),
  robots: flag(
    '--robots <file>',
    'ROBOTS',
    '从 JSON 文件读取多个机器人',
    'a JSON file with a list of robots',
  ),
  maxMessages: flag(
    '--max-messages <number>',
    'MAX_MESSAGES',
    '保留的消息数（默认 1000）',
    'messages kept (default 1000)',
  ),
  maxRequests: flag(
    '--max-requests <number>',
    'MAX_REQUESTS',
    '保留的请求数（默认 1000）',
    'requests kept (default 1000)',
  ),
  maxBodyBytes: flag(
    '--max-body-bytes <number>',
    'MAX_BODY_BYTES',
    '请求体读取上限（默认 1048576）',
    'most that is read of a body (default 1048576)',
  ),
  requestTimeoutMs: flag(
    '--request-timeout-ms <ms>',
    'REQUEST_TIMEOUT_MS',
    '接收请求的时限（默认 30000）',
    'time a caller has to send its request (default 30000)',
  ),
  errmsgStyle: flag(
    '--errmsg-style <style>',
    'ERRMSG_STYLE',
    'errmsg 的写法：native、plain、more、description、chinese',
    'wording of errmsg: native, plain, more, description, chinese',
  ),
  denyWith: flag(
    '--deny-with <style>',
    'DENY_WITH',
    '限流时的回答：alternate、body、merged、redirect',
    'answer during a ban: alternate, body, merged, redirect',
  ),
  json: flag('--json', 'JSON', '每个请求输出一行 JSON', 'print one line of JSON for each request'),
  quiet: flag('--quiet', 'QUIET', '不输出请求', 'print no requests'),
  lang: flag('--lang <zh|en>', 'LANG', '语言（默认看系统）', "language (default: the system's)"),
} satisfies Record<string, Flag>

/** One row; every variable has the same prefix. */
function flag(name: string, env: string, zh: string, en: string): Flag {
  return { flag: name, env: `DINGBELL_EMULATOR_${env}`, says: { zh, en } }
}
