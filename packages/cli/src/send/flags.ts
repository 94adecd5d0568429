import { each, type Flag, flag, list, wholeNumber } from '../flag.ts'
import type { Words } from '../words.ts'

/** The kinds of messages that `send` makes. */
export const kinds = ['text', 'markdown', 'link', 'card', 'feed'] as const
/** One of them. */
export type Kind = (typeof kinds)[number]

/** What each kind is, as the help says it. */
export const kindWords: Readonly<Record<Kind, Words>> = {
  text: { zh: '纯文本', en: 'plain text' },
  markdown: { zh: 'Markdown（钉钉支持的子集）', en: "Markdown (DingTalk's subset)" },
  link: { zh: '链接卡片', en: 'a card that opens one page' },
  card: { zh: '带按钮的卡片（actionCard）', en: 'Markdown with buttons (actionCard)' },
  feed: { zh: '图文列表（feedCard）', en: 'a list of pictures with titles (feedCard)' },
}

/** The options of `send` as they are read; which of them may be there depends on the kind. */
export interface SendValues {
  file?: string
  title?: string
  url?: string
  pic?: string
  button?: string[]
  horizontal?: boolean
  hideAvatar?: boolean
  at?: string[]
  atUser?: string[]
  atAll?: boolean
  msgUuid?: string
  timeout?: number
  attempts?: number
  maxTime?: number
  dryRun?: boolean
  json?: boolean
  envFile?: string
  allowHttp?: boolean
}

/**
 * What holds where the option is left out, times in ms. The first two are core's own. The third is long enough for a robot
 * whose minute is full: its slots are free again after 61 s. A ban is not waited for at all, but told at once.
 */
export const sendDefaults = { timeout: 10_000, attempts: 3, maxTime: 120_000 } as const

/**
 * Options of `send`, each with the kinds that have it. Mentions are not for link and feed, where DingTalk ignores `at`: an
 * option that does nothing is refused by not being there.
 */
export const sendFlags: readonly (Flag & { kinds: readonly Kind[] })[] = [
  only(
    kinds,
    flag(
      '-f, --file <path>',
      '从文件读取正文（feed：JSON 列表）；- 为标准输入',
      'read the text from a file (feed: a list in JSON); - is stdin',
    ),
  ),
  only(
    ['markdown', 'link', 'card'],
    flag('--title <text>', '标题（默认取正文第一行）', "title (default: the text's first line)"),
  ),
  only(['link'], flag('--url <url>', '点开的网页（必填）', 'page that a tap opens (required)')),
  only(['link'], flag('--pic <url>', '图片的网址或 media id', 'picture, a URL or a media id')),
  only(
    ['card'],
    flag('--button <title=url>', '按钮，可重复（至少一个）', 'a button; repeat for more (at least one)', {
      read: each,
    }),
  ),
  only(
    ['card'],
    flag('--horizontal', '按钮并排（默认上下排列）', 'buttons side by side (default: below each other)'),
  ),
  only(['card'], flag('--hide-avatar', '隐藏机器人头像', "hide the robot's picture")),
  ...[
    flag(
      '--at <mobile>',
      '@ 某人的手机号，可重复或用逗号分隔',
      'mention a mobile number; repeat or separate by commas',
      {
        read: list,
      },
    ),
    flag(
      '--at-user <id>',
      '@ 某人的 userId，可重复或用逗号分隔',
      'mention a userId; repeat or separate by commas',
      {
        read: list,
      },
    ),
    flag('--at-all', '@ 所有人', 'mention everybody'),
  ].map((each) => only(['text', 'markdown', 'card'], each)),
  ...[
    flag(
      '--msg-uuid <id>',
      '消息的去重标识；重发同一条消息时用同一个（默认随机）',
      'idempotency key; the same for a repeat of the same message (default: random)',
    ),
    flag(
      '--timeout <ms>',
      `单次请求的时限（默认 ${sendDefaults.timeout}）`,
      `time for one request (default ${sendDefaults.timeout})`,
      {
        read: wholeNumber(1, 600_000),
      },
    ),
    flag(
      '--attempts <number>',
      `最多尝试几次（默认 ${sendDefaults.attempts}）`,
      `attempts in all (default ${sendDefaults.attempts})`,
      {
        read: wholeNumber(1, 100),
      },
    ),
    flag(
      '--max-time <ms>',
      `总时限，含重试与等待（默认 ${sendDefaults.maxTime}）`,
      `time in all, retries and waits included (default ${sendDefaults.maxTime})`,
      {
        read: wholeNumber(1, 86_400_000),
      },
    ),
    flag(
      '--dry-run',
      '只打印签好名的请求（隐去密钥），不发送',
      'print the signed request, credentials masked, and send nothing',
    ),
    flag('--json', '输出一行 JSON，成败都是', 'print one line of JSON, for success and failure'),
  ].map((each) => only(kinds, each)),
]

/** Says which kinds have the option. */
function only(kinds: readonly Kind[], flag: Flag): Flag & { kinds: readonly Kind[] } {
  return { ...flag, kinds }
}
