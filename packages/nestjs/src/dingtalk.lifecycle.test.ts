import { Alerter, Robot, text } from '@dingbell/core'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { DingTalkLifecycle } from './dingtalk.lifecycle.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

const hung = { webhook: 'hung-token', fetch: () => new Promise<never>(() => {}), timeoutMs: 60_000 }

/** How long the two hooks take, in virtual time, while DingTalk answers nothing. */
async function shutDown(lifecycle: DingTalkLifecycle): Promise<number> {
  const started = performance.now()
  let took = Number.NaN
  const ended = (async () => {
    await lifecycle.beforeApplicationShutdown()
    await lifecycle.onApplicationShutdown()
    took = performance.now() - started
  })()
  await vi.advanceTimersByTimeAsync(60_000)
  await ended
  return took
}

it('takes 3 s at most when DingTalk hangs, with alerts and a message on the way', async () => {
  const alerter = new Alerter({ ...hung, groupWaitMs: 0, quota: false })
  const robot = new Robot({ ...hung, webhook: 'other-token' })
  const ended: string[] = []
  const lifecycle = new DingTalkLifecycle({
    alerter,
    ownsAlerter: true,
    robot,
    ownsRobot: true,
    onReady: () => {},
    onEnd: () => ended.push('end'),
  })
  alerter.capture(new Error('lost'))
  const sending = robot.send(text('lost too')).catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(1)
  expect(await shutDown(lifecycle)).toBe(3_000)
  expect(alerter.stats().dropped.shutdown).toBe(1)
  expect(ended).toEqual(['end'])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(await sending).toBeInstanceOf(Error)
})

it('takes no time when nothing is pending', async () => {
  const alerter = new Alerter(hung)
  const robot = new Robot(hung)
  const lifecycle = new DingTalkLifecycle({
    alerter,
    ownsAlerter: false,
    robot,
    ownsRobot: false,
    onReady: () => {},
    onEnd: () => {},
  })
  expect(await shutDown(lifecycle)).toBe(0)
})
