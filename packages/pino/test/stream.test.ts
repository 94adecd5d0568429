import { once } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { dingTalkStream, isDingTalkError } from '../src/index.ts'
import { emulate, hosts, listen } from './help.ts'

const webhook = 'http://127.0.0.1:9/robot/send?access_token=0123456789abcdef'

describe.each(hosts)('pino $version', ({ pino }) => {
  it('hears only what rings, without parsing the rest, whatever the level of its entry', () => {
    const { alerter, alerts } = listen()
    const logger = pino(
      { level: 'trace' },
      pino.multistream([{ level: 'trace', stream: dingTalkStream({ alerter }) }]),
    )
    const parse = vi.spyOn(JSON, 'parse')
    for (let n = 0; n < 1_000; n += 1) logger.info({ n }, 'nothing')
    expect(parse).not.toHaveBeenCalled()
    parse.mockRestore()
    logger.error('disk full')
    logger.fatal('all lost')
    expect(alerts.map(({ level, message }) => [level, message])).toEqual([
      ['error', 'disk full'],
      ['fatal', 'all lost'],
    ])
  })

  it('stands beside other streams, and alone', async () => {
    const emulator = await emulate()
    const lines: string[] = []
    const stream = dingTalkStream({ webhook: emulator.webhook(), groupWaitMs: 0 })
    const beside = { write: (line: string) => lines.push(line) }
    const several = pino({}, pino.multistream([{ stream: beside }, { level: 'error', stream }]))
    several.info('started')
    several.error('disk full')
    pino({}, stream).error(new TypeError('boom'))
    expect(await stream.alerter.flush()).toBe(true)
    expect(lines).toHaveLength(2)
    expect(JSON.stringify(emulator.messages())).toMatch(/disk full/)
    expect(JSON.stringify(emulator.messages())).toMatch(/boom/)
    expect(stream.alerter.stats()).toMatchObject({ accepted: 2, delivered: 2 })
    await stream.alerter.close()
  })

  it('takes functions among its options', () => {
    const asked: string[] = []
    const stream = dingTalkStream({
      webhook,
      ignore: [(alert) => alert.message === 'ignored'],
      beforeSend: (alert) => {
        asked.push(alert.message)
        return null
      },
    })
    const logger = pino({}, stream)
    logger.error('ignored')
    logger.error('disk full')
    expect(asked).toEqual(['disk full'])
    expect(stream.alerter.stats()).toMatchObject({ accepted: 2, dropped: { ignored: 1, before_send: 1 } })
  })

  it.each([
    ['warn', {}, ['warn', 'error']],
    ['payment', { customLevels: { payment: 45 } }, ['payment', 'error']],
    ['error', { formatters: { level: (label: string) => ({ severity: label }) } }, ['error']],
  ] as const)('rings from the level on that is asked for: %s', (level, options, expected) => {
    const { alerter, alerts } = listen()
    const logger = pino({ ...options, customLevels: { payment: 45 } }, dingTalkStream({ alerter, level }))
    logger.info('info')
    logger.warn('warn')
    logger.payment('payment')
    logger.error('error')
    const heard = alerts.map(({ message }) => message)
    expect(heard).toEqual(expect.arrayContaining([...expected]))
    expect(heard).not.toContain('info')
    expect(heard.includes('warn')).toBe(level === 'warn')
  })

  it('says once that the logger does not know its level, and rings for errors', () => {
    const say = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const { alerter, alerts } = listen()
    const logger = pino({}, dingTalkStream({ alerter, level: 'eror' }))
    logger.error('disk full')
    expect(say.mock.calls).toEqual([[expect.stringMatching(/^\[dingbell\] level: expected one of trace/)]])
    say.mockRestore()
    expect(alerts).toHaveLength(1)
  })

  it('logger.flush() calls back when all is delivered', async () => {
    const emulator = await emulate()
    const stream = dingTalkStream({ webhook: emulator.webhook(), groupWaitMs: 60_000 })
    const logger = pino({}, stream)
    for (let n = 0; n < 100; n += 1) logger.error('disk full')
    await new Promise<void>((resolve) => logger.flush(() => resolve()))
    expect(emulator.messages()).toHaveLength(1)
    expect(stream.alerter.stats()).toMatchObject({ accepted: 100, delivered: 100 })
    await stream.alerter.close()
  })

  it('a function of the user that logs when it is asked about an alert does not call forth the next', () => {
    const asked: string[] = []
    const stream = dingTalkStream({
      webhook,
      beforeSend: (alert) => {
        asked.push(alert.message)
        logger.error('asked')
        return null
      },
    })
    const logger = pino({}, stream)
    logger.error('one')
    logger.error('two')
    expect(asked).toEqual(['one', 'two'])
  })
})

it('drains at its end: `finish` comes after the delivery, once', async () => {
  const emulator = await emulate()
  const stream = dingTalkStream({ webhook: emulator.webhook(), groupWaitMs: 60_000 })
  stream.write('{"level":50,"msg":"disk full"}\n')
  const finished = vi.fn()
  stream.on('finish', finished)
  const closed = once(stream, 'close')
  stream.end()
  stream.end()
  await closed
  expect(finished).toHaveBeenCalledOnce()
  expect(emulator.messages()).toHaveLength(1)
  stream.write('{"level":50,"msg":"late"}\n')
  expect(stream.alerter.stats()).toMatchObject({ delivered: 1, dropped: { closed: 1 } })
})

it('flushes an alerter that was handed in, and leaves it open', async () => {
  const { alerter, alerts } = listen()
  const stream = dingTalkStream({ alerter })
  stream.end()
  await once(stream, 'close')
  alerter.capture('still here')
  expect(alerts).toHaveLength(1)
})

it('refuses options that do not fit at once', () => {
  const refused = (options: object) => {
    try {
      dingTalkStream(options)
    } catch (error) {
      return isDingTalkError(error) ? error.message : 'another error'
    }
    return 'no error'
  }
  expect(refused({ webhook: 'no token' })).toMatch(/^webhook: expected/)
  expect(refused({ webhook, level: 50 })).toBe('level: expected the name of a level, got a number')
  expect(refused({ webhook, level: '' })).toBe('level: expected the name of a level, got an empty string')
  expect(refused({ webhook, level: null })).toBe('level: expected the name of a level, got null')
})
