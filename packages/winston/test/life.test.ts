import { once } from 'node:events'
import { Writable } from 'node:stream'
import { describe, expect, it, vi } from 'vitest'
import { DingTalkTransport } from '../src/index.ts'
import { emulate, hosts, listen, listener } from './help.ts'

describe.each(hosts)('winston $version', ({ winston }) => {
  it('`finish` comes after the delivery', async () => {
    const emulator = await emulate()
    const transport = new DingTalkTransport({ webhook: emulator.webhook(), groupWaitMs: 60_000 })
    const logger = winston.createLogger({ transports: [transport] })
    logger.error('disk full')
    logger.end()
    await once(logger, 'finish')
    expect(emulator.messages()).toHaveLength(1)
    expect(transport.alerter.stats()).toMatchObject({ accepted: 1, delivered: 1, pending: 0 })
  })

  it.each(['close', 'clear', 'remove'] as const)('logger.%s() drains', async (method) => {
    const emulator = await emulate()
    const transport = new DingTalkTransport({ webhook: emulator.webhook(), groupWaitMs: 60_000 })
    const logger = winston.createLogger({ transports: [transport] })
    logger.error('disk full')
    if (method === 'remove') logger.remove(transport)
    else logger[method]()
    expect(await emulator.waitForMessages(1)).toHaveLength(1)
  })

  it('rings again when it was removed and is added anew, by configure() too', async () => {
    const heard = listener(winston)
    heard.logger.remove(heard.transport)
    heard.logger.add(heard.transport)
    heard.logger.error('one')
    heard.logger.configure({ transports: [heard.transport] })
    heard.logger.error('two')
    expect(heard.alerts.map(({ message }) => message)).toEqual(['one', 'two'])
  })

  it('closes its own alerter at the end, and only flushes one that was handed in', async () => {
    const emulator = await emulate()
    const own = new DingTalkTransport({ webhook: emulator.webhook() })
    own.end()
    await once(own, 'finish')
    own.alerter.capture('late')
    expect(own.alerter.stats()).toMatchObject({ dropped: { closed: 1 } })

    const { alerter } = own
    const shared = listen()
    const lent = new DingTalkTransport({ alerter: shared.alerter })
    lent.end()
    await once(lent, 'finish')
    shared.alerter.capture('still here')
    expect(shared.alerts).toHaveLength(1)
    expect(lent.alerter).not.toBe(alerter)
  })

  it('takes in what the logger passes on after its end, and never says `write after end`', async () => {
    const heard = listener(winston)
    const slow = new Slow()
    heard.logger.add(new winston.transports.Stream({ stream: slow }))
    const errors = vi.fn()
    heard.logger.on('error', errors)
    for (let n = 0; n < 100; n += 1) heard.logger.error(`log ${n}`)
    heard.logger.end()
    await once(heard.transport, 'finish')
    heard.transport.write({ level: 'error', message: 'late', [Symbol.for('level')]: 'error' })
    heard.transport.write(null)
    await new Promise(setImmediate)
    expect(errors).not.toHaveBeenCalled()
    expect(heard.alerts.at(-1)?.message).toBe('late')
  })

  it('calls back before log() returns, whatever DingTalk does', async () => {
    const emulator = await emulate()
    emulator.fail({ kind: 'hang', times: Number.POSITIVE_INFINITY })
    const transport = new DingTalkTransport({ webhook: emulator.webhook(), groupWaitMs: 0 })
    const callback = vi.fn()
    for (let n = 0; n < 100; n += 1) transport.log({ level: 'error', message: `log ${n}` }, callback)
    expect(callback).toHaveBeenCalledTimes(100)
    await emulator.waitUntil(() => emulator.requests().length > 0)
    expect(transport.alerter.stats()).toMatchObject({ accepted: 100, pending: 100 })
    await transport.alerter.close(0)
  })

  it('a hung DingTalk leaves the transports beside it at full speed', async () => {
    const emulator = await emulate()
    emulator.fail({ kind: 'hang', times: Number.POSITIVE_INFINITY })
    const transport = new DingTalkTransport({ webhook: emulator.webhook(), groupWaitMs: 0 })
    const lines: string[] = []
    const stream = new Writable({
      write: (chunk, _encoding, done) => {
        lines.push(String(chunk))
        done()
      },
    })
    const logger = winston.createLogger({
      transports: [transport, new winston.transports.Stream({ stream })],
    })
    logger.error('the first hangs')
    await emulator.waitUntil(() => emulator.requests().length > 0)
    for (let n = 1; n < 1_000; n += 1) logger.error(`log ${n}`)
    expect(lines).toHaveLength(1_000)
    await transport.alerter.close(0)
  })

  it('emits `logged` for who listens', async () => {
    const { logger, transport } = listener(winston)
    const logged = once(transport, 'logged')
    logger.error('disk full')
    expect((await logged)[0]).toMatchObject({ message: 'disk full' })
  })
})

it('`finish` does not wait longer than the deadline', async () => {
  vi.useFakeTimers()
  try {
    const transport = new DingTalkTransport({
      webhook: 'http://127.0.0.1:9/robot/send?access_token=0123456789abcdef',
      fetch: () => new Promise(() => {}),
    })
    const finish = vi.fn()
    transport.on('finish', finish)
    transport.log({ level: 'error', message: 'nobody answers' })
    transport.end()
    await vi.advanceTimersByTimeAsync(2_900)
    expect(finish).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(200)
    expect(finish).toHaveBeenCalledOnce()
    expect(transport.alerter.stats()).toMatchObject({ accepted: 1, pending: 0, dropped: { shutdown: 1 } })
  } finally {
    vi.useRealTimers()
  }
})

/** Takes one chunk and then no more. */
class Slow extends Writable {
  constructor() {
    super({ highWaterMark: 1 })
  }

  override _write(): void {}
}
