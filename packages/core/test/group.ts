import { Alerter } from '../src/alerter.ts'
import type { AlerterOptions } from '../src/alerter-options.ts'
import { createRegistry } from '../src/pace/registry.ts'
import type { Answer } from '../src/transport/fetch.ts'
import { VirtualClock } from './model/virtual-clock.ts'
import { witness } from './secrets/witness.ts'

/** One message as the group saw it, or as it was refused. */
export interface Post {
  /** Virtual time since the start, in ms. */
  at: number
  title: string
  text: string
  msgUuid: string
  atMobiles: readonly string[]
  body: string
  token: string
}

/** What a server may answer, by name, beside an answer of one's own. */
const answers = {
  ok: '{"errcode":0,"errmsg":"ok"}',
  throttled: '{"errcode":130101,"errmsg":"send too fast, exceed 20 times per minute"}',
  quota: '{"errcode":90030,"errmsg":"webhook over limit"}',
  token: '{"errcode":300005,"errmsg":"token is not exist"}',
  content: '{"errcode":430104,"errmsg":"含有不合适的内容"}',
  busy: '{"errcode":-1,"errmsg":"系统繁忙"}',
  html: '<html>ok</html>',
  large: '{"errcode":460101,"errmsg":"message too long, exceed 20000 bytes"}',
} as const

export type Verdict = keyof typeof answers | 'hang' | 'reset'

/** A group with an alerter in front of it, in virtual time; `answer` says what the server does with each post. */
export function openGroup(
  options: AlerterOptions = {},
  answer: (post: Post, nth: number) => Verdict = () => 'ok',
) {
  const clock = new VirtualClock()
  const start = clock.monotonic()
  const posts: Post[] = []
  const accepted: Post[] = []
  const fetch = async (url: string, init: { body: string }): Promise<Answer> => {
    witness().sent(url, init.body)
    const post = {
      ...parse(init.body),
      at: clock.monotonic() - start,
      token: new URL(url).searchParams.get('access_token') ?? '',
    }
    posts.push(post)
    const verdict = answer(post, posts.length)
    if (verdict === 'hang') return new Promise(() => {})
    if (verdict === 'reset') throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
    if (verdict === 'ok') accepted.push(post)
    return { status: 200, headers: { get: () => null }, body: answers[verdict] }
  }
  const robots = options.robots ?? { webhook: 'test-token-1', fetch }
  const all = [robots].flat().map((robot) => ('webhook' in robot ? { fetch, ...robot } : robot))
  const alerter = new Alerter(
    { app: 'shop', env: 'test', host: 'web-1', ...options, robots: all },
    { clock, registry: createRegistry(), random: () => 0.5 },
  )
  return { accepted, alerter, clock, posts }
}

function parse(body: string): Omit<Post, 'at' | 'token'> {
  const wire = JSON.parse(body)
  return {
    title: wire.markdown.title,
    text: wire.markdown.text,
    msgUuid: wire.msgUuid,
    atMobiles: wire.at?.atMobiles ?? [],
    body,
  }
}

/** What the books must satisfy at every moment. */
export function imbalance(alerter: Pick<Alerter, 'stats'>): number {
  const { accepted, delivered, dropped, pending } = alerter.stats()
  return accepted - delivered - pending - Object.values(dropped).reduce((sum, each) => sum + each, 0)
}

export const minute = 60_000
