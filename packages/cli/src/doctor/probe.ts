import {
  type DingTalkError,
  isDingTalkError,
  type Message,
  Robot,
  type RobotOptions,
  sign,
} from '@dingbell/core'

/** How the server answered one call. */
export interface Answer {
  /** Nothing: it was taken. */
  error?: DingTalkError
  /** Whether it was called at all: a ban that others on this host have met is kept without asking. */
  isCalled: boolean
  /**
   * The server's clock minus this machine's, in ms, where the answer carried a date. Such a date has whole seconds, and the
   * way back is not taken off: good to a second or two.
   */
  skewMs?: number
}

/** What is asked by a call that cannot be shown in the group. */
export interface Question {
  /** Whether the first keyword stands in it. Default: yes. */
  withKeyword?: boolean
  /** Sign with another secret than the robot's. The timestamp stays right, so that only the signature can be blamed. */
  spoilSign?: boolean
}

/**
 * Asks with a message that DingTalk documents to refuse, a markdown without text: 400403 when nothing else is wrong, else
 * whatever is wrong before that. The keyword stands in the title, where it counts as well.
 */
export function ask(options: RobotOptions, question: Question = {}): Promise<Answer> {
  const [keyword = ''] = question.withKeyword === false ? [] : (options.keywords ?? [])
  const body = JSON.stringify({
    msgtype: 'markdown',
    markdown: { title: `dingbell doctor ${keyword}`, text: '' },
  })
  // What is sent in its place goes the way of every message, signature and verdict included.
  return call(options, { msgtype: 'text', text: { content: '.' } }, (url, init) => [
    question.spoilSign ? withOtherSign(url) : url,
    { ...init, body },
  ])
}

/** Sends a real message, once. */
export function sendReal(options: RobotOptions, message: Message): Promise<Answer> {
  return call(options, message, (url, init) => [url, init])
}

/** Node's own, as core is handed it. */
type Fetch = NonNullable<RobotOptions['fetch']>

/** One call, never repeated: core would try again what may pass, and each attempt counts for the robot. */
async function call(
  options: RobotOptions,
  message: Message,
  change: (...request: Parameters<Fetch>) => Parameters<Fetch>,
): Promise<Answer> {
  const answer: Answer = { isCalled: false }
  const fetch: Fetch = async (...request) => {
    answer.isCalled = true
    const response = await globalThis.fetch(...change(...request))
    const date = Date.parse(response.headers.get('date') ?? '')
    if (!Number.isNaN(date)) answer.skewMs = date - Date.now()
    return response
  }
  try {
    await new Robot({ ...options, fetch, retry: { attempts: 1 } }).send(message)
  } catch (error) {
    if (!isDingTalkError(error)) throw error
    answer.error = error
  }
  return answer
}

/** A signature that is well made, of a secret that no robot has. */
function withOtherSign(href: string): string {
  const url = new URL(href)
  const timestamp = Number(url.searchParams.get('timestamp'))
  url.searchParams.set('sign', sign(timestamp, 'SEC-of-nobody'))
  return url.href
}
