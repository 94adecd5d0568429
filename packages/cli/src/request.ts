import { type Message, Robot, type RobotOptions } from '@dingbell/core'

/** A request as it would go over the wire. Its URL holds the credential. */
export interface SignedRequest {
  url: URL
  method: string
  headers: Readonly<Record<string, string>>
  body: string
}

/**
 * The very request that would be sent: it goes the way of every message, up to a `fetch` that keeps it. Throws
 * DingTalkError as sending would, except for what only the server or the robot's pace could refuse.
 */
export async function requestOf(
  options: RobotOptions,
  message: Message,
  msgUuid?: string,
): Promise<SignedRequest> {
  const kept: SignedRequest[] = []
  const robot = new Robot({
    ...options,
    fetch: async (url, { body, headers, method }) => {
      kept.push({ url: new URL(url), method, headers, body })
      return { status: 200, headers: { get: () => null }, body: '{"errcode":0}' }
    },
  })
  await apart(() => robot.send(message, { msgUuid }))
  const [request] = kept
  if (request) return request
  throw new Error('the robot asked for nothing')
}

/**
 * Without the directory in which the robots of this host share slots, bans and the month's count: nothing is sent, so
 * nothing is counted, and no ban holds it up. Core looks for the directory while `send` is called, before it awaits.
 */
function apart<Value>(call: () => Value): Value {
  const { DINGBELL_STATE_DIR: named } = process.env
  process.env.DINGBELL_STATE_DIR = 'false'
  try {
    return call()
  } finally {
    if (named === undefined) delete process.env.DINGBELL_STATE_DIR
    else process.env.DINGBELL_STATE_DIR = named
  }
}

/** The URL without its credential: token, session and sign, or the path of a gateway that keeps the token there. */
export function maskUrl({ origin, pathname, search }: URL): string {
  const shown = search.replace(/([?&](?:access_token|session|sign)=)[^&]*/g, '$1***')
  const hasToken = /[?&](?:access_token|session)=/.test(search)
  return hasToken ? origin + pathname + shown : `${origin}/***`
}
