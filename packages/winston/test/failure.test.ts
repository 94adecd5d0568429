import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { DingTalkTransport, isDingTalkError } from '../src/index.ts'
import { emulate, hosts } from './help.ts'

const faults = ['throttled', 'busy', 'quota', 'http500', 'html', 'truncated', 'redirect', 'reset'] as const

describe.each(hosts)('winston $version', ({ winston }) => {
  it.each(faults)('no `error` event reaches the logger, whatever DingTalk answers: %s', async (kind) => {
    const emulator = await emulate()
    emulator.fail({ kind, times: Number.POSITIVE_INFINITY })
    const transport = new DingTalkTransport({ webhook: emulator.webhook(), groupWaitMs: 0 })
    const logger = winston.createLogger({ transports: [transport] })
    const errors = vi.fn()
    logger.on('error', errors)
    logger.error('disk full', { why: null })
    await emulator.waitUntil(() => emulator.requests().length > 0)
    await transport.alerter.flush(50)
    expect(errors).not.toHaveBeenCalled()
    expect(transport.alerter.stats()).toMatchObject({ accepted: 1, pending: 1, delivered: 0 })
    await transport.alerter.close(0)
  })

  it('what DingTalk refused is kept and counted, and delivered when it is back', async () => {
    const emulator = await emulate()
    emulator.fail({ kind: 'http500', times: 1 })
    const transport = new DingTalkTransport({ webhook: emulator.webhook(), groupWaitMs: 0 })
    const logger = winston.createLogger({ transports: [transport] })
    for (let n = 0; n < 1_000; n += 1) logger.error('disk full')
    expect(await transport.alerter.flush(5_000)).toBe(true)
    expect(transport.alerter.stats()).toMatchObject({ accepted: 1_000, delivered: 1_000, groups: 1 })
    expect(JSON.stringify(emulator.messages())).toContain('1,000')
    await transport.alerter.close()
  })

  it('emits errors when it is asked to, and goes on ringing', async () => {
    const emulator = await emulate()
    emulator.fail({ kind: 'quota', times: 1 })
    const transport = new DingTalkTransport({ webhook: emulator.webhook(), groupWaitMs: 0, emitErrors: true })
    const logger = winston.createLogger({ transports: [transport] })
    const failed = new Promise<unknown>((resolve) => logger.once('error', resolve))
    logger.error('disk full')
    const error = await failed
    expect(isDingTalkError(error) && error.code).toBe('ERR_DINGTALK_QUOTA')
    expect(logger.transports).toEqual([transport])
    logger.error('disk still full')
    expect(transport.alerter.stats().accepted).toBe(2)
    await transport.alerter.close(0)
  })

  it('hears no more of failures once it is removed', async () => {
    const emulator = await emulate()
    const transport = new DingTalkTransport({ webhook: emulator.webhook(), groupWaitMs: 0, emitErrors: true })
    const logger = winston.createLogger({ transports: [transport] })
    logger.remove(transport)
    const errors = vi.fn()
    transport.on('error', errors)
    emulator.fail({ kind: 'quota', times: 1 })
    transport.alerter.capture('disk full')
    await emulator.waitUntil(() => emulator.requests().length > 0)
    await transport.alerter.close(50)
    expect(errors).not.toHaveBeenCalled()
  })

  it('a transport whose own failure is logged through it does not feed itself', async () => {
    vi.useFakeTimers()
    onTestFinished(() => {
      vi.useRealTimers()
    })
    let posts = 0
    const transport = new DingTalkTransport({
      webhook,
      fetch: async () => {
        posts += 1
        logger.error(`post ${posts} failed`, new Error('connect ECONNREFUSED'))
        throw new TypeError('fetch failed')
      },
    })
    const logger = winston.createLogger({ transports: [transport] })
    logger.error('disk full')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(posts).toBeGreaterThan(0)
    expect(posts).toBeLessThanOrEqual(18)
    await Promise.all([transport.alerter.close(0), vi.advanceTimersByTimeAsync(10)])
  })

  it("a user's function that logs when it is asked about an alert does not call forth the next alert", () => {
    const asked: string[] = []
    const transport = new DingTalkTransport({
      webhook,
      ignore: [
        (alert) => Boolean(logger.child({ n: 1 }).error(new Error(`ignore? ${alert.message}`))) && false,
      ],
      beforeSend: (alert) => {
        asked.push(alert.message)
        logger.error('asked')
        return null
      },
    })
    const logger = winston.createLogger({ transports: [transport] })
    logger.error('one')
    logger.error('two')
    expect(asked).toEqual(['one', 'two'])
    expect(Object.hasOwn(logger, 'write')).toBe(false)
  })
})

const webhook = 'http://127.0.0.1:9/robot/send?access_token=0123456789abcdef'
