import { createRegistry } from '../src/pace/registry.ts'
import { Robot } from '../src/robot.ts'
import type { RobotPorts } from '../src/robot-line.ts'
import type { RobotOptions } from '../src/robot-options.ts'
import type { Answer, FetchLike } from '../src/transport/fetch.ts'
import { VirtualClock } from './model/virtual-clock.ts'
import { witness } from './secrets/witness.ts'

type Init = Parameters<FetchLike>[1]

/** One request as the server saw it. */
interface Asked {
  url: URL
  init: Init
  /** The parsed body. */
  body: Record<string, unknown>
}

/** What comes back: the JSON of an answer, an answer, or what a function of the request makes. */
export type Step = Record<string, unknown> | Response | ((asked: Asked) => Promise<Answer> | Answer)

export interface ScriptedFetch extends FetchLike {
  readonly asked: Asked[]
}

/** DingTalk's good answer. */
export const ok = { errcode: 0, errmsg: 'ok' }
/** What logs show when a robot is throttled. */
export const tooFast = { errcode: 130101, errmsg: 'send too fast, exceed 20 times per minute' }
export const busy = { errcode: -1, errmsg: '系统繁忙' }

/** Never answers, and does not even listen to its signal. */
export const hang = () => new Promise<Answer>(() => {})

/** Fails as Node's `fetch` does. */
export function fails(code: string): () => Promise<Answer> {
  return () =>
    Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }))
}

/** A fetch that answers from a list, the last one for ever, and remembers what it was asked. */
export function scripted(...steps: Step[]): ScriptedFetch {
  const asked: Asked[] = []
  const fetch = async (href: string, init: Init): Promise<Answer> => {
    witness().sent(href, init.body)
    const request = { url: new URL(href), init, body: JSON.parse(init.body) }
    const step = steps[Math.min(asked.push(request), steps.length) - 1] ?? ok
    if (step instanceof Response) return step.clone()
    return typeof step === 'function' ? step(request) : new Response(JSON.stringify(step))
  }
  return Object.assign(fetch, { asked })
}

export const token = 'fake-token-0123456789abcdef'
export const secret = 'SECfake-secret-0123456789abcdef'
export const webhook = `https://oapi.dingtalk.com/robot/send?access_token=${token}`

/** A robot in virtual time that shares nothing with other tests. */
export function robotFor(
  fetch: FetchLike,
  options: Partial<RobotOptions> = {},
  ports: Partial<RobotPorts> = {},
) {
  const clock = new VirtualClock()
  const given = { clock, registry: createRegistry(), random: () => 0.5, ...ports }
  return { clock, robot: new Robot({ webhook, fetch, ...options }, given) }
}

/** What a promise was rejected with. */
export function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => Promise.reject(new Error(`not rejected, but ${JSON.stringify(value)}`)),
    (error: unknown) => error,
  )
}
