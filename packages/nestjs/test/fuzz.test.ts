import 'reflect-metadata'
import { type Alert, Alerter } from '@dingbell/core'
import { ConsoleLogger, Logger } from '@nestjs/common'
import { BaseExceptionFilter } from '@nestjs/core'
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js'
import fc from 'fast-check'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { DingTalkExceptionFilter } from '../src/filter/dingtalk.filter.ts'
import { DingTalkLogger } from '../src/logger/dingtalk.logger.ts'
import { Bell } from '../src/report/bell.ts'

/** `DINGBELL_TORTURE=20` makes every property run 20 times as often. */
const torture = Math.max(1, Number(process.env.DINGBELL_TORTURE ?? 0))
vi.setConfig({ testTimeout: 60_000 * torture })
fc.configureGlobal({ numRuns: 150 * torture })
beforeAll(() => Logger.overrideLogger(false))

function refuse(): never {
  throw new Error('refused')
}

/** Objects that fight back when they are read. */
const hostile = fc.constantFrom<() => unknown>(
  () => new Proxy({}, { get: refuse, has: refuse, ownKeys: refuse, getPrototypeOf: refuse }),
  () => Object.defineProperty(new Error('boom'), 'stack', { get: refuse }),
  () => Object.defineProperty(new Error('boom'), 'message', { get: refuse }),
  () => ({ toString: refuse, toJSON: refuse, [Symbol.toPrimitive]: refuse }),
  () => ({ getStatus: refuse, getResponse: refuse, message: 7 }),
  () => ({ statusCode: 'x', message: null, getStatus: 5 }),
  () => Object.create(null),
)
const value: fc.Arbitrary<() => unknown> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSet: true })
      .map((any) => () => any),
  },
  { weight: 1, arbitrary: hostile },
  { weight: 1, arbitrary: fc.string().map((message) => () => new TypeError(message, { cause: message })) },
)

/** An alerter that sends nothing, and the alerts that it took. */
function listen() {
  const alerts: Alert[] = []
  const beforeSend = (alert: Alert) => {
    alerts.push(alert)
    return null
  }
  const webhook = 'http://127.0.0.1:9/robot/send?access_token=fa4e-token-of-the-fuzz'
  const alerter = new Alerter({ webhook, beforeSend })
  return { alerter, alerts }
}

function expectBalance(alerter: Alerter, alerts: number): void {
  expect(alerter.stats()).toMatchObject({ accepted: alerts, pending: 0, dropped: { before_send: alerts } })
}

function outcome(act: () => unknown): string {
  try {
    act()
    return 'went well'
  } catch (error) {
    return error instanceof Error ? error.name : 'threw'
  }
}

describe('DingTalkLogger', () => {
  it('throws nothing that ConsoleLogger would not throw, and keeps its books, whatever is logged', () => {
    const call = fc.tuple(
      fc.constantFrom('error' as const, 'fatal' as const, 'warn' as const),
      fc.array(value, { maxLength: 4 }),
    )
    fc.assert(
      fc.property(call, ([level, makers]) => {
        const { alerter, alerts } = listen()
        const [alone, ours] = [new ConsoleLogger(), new DingTalkLogger(new Bell(alerter, {}))]
        const log = (logger: ConsoleLogger) => {
          const [message, ...rest] = makers.map((make) => make())
          return silently(() => outcome(() => logger[level](message, ...rest)))
        }
        expect(log(ours)).toBe(log(alone))
        expectBalance(alerter, alerts.length)
      }),
    )
  })
})

/** Runs it with nothing printed. */
function silently<Result>(act: () => Result): Result {
  const streams = [process.stdout, process.stderr]
  const spies = streams.map((stream) => vi.spyOn(stream, 'write').mockReturnValue(true))
  try {
    return act()
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

/** What a filter answers to an exception, and how that went. */
function answerOf(
  filter: BaseExceptionFilter,
  make: () => unknown,
  request: unknown,
  type: string,
): unknown[] {
  const answers: unknown[] = []
  const httpAdapter = {
    isHeadersSent: () => false,
    reply: (_response: unknown, body: unknown, status: unknown) => answers.push([status, typeof body]),
    end: () => answers.push('end'),
  }
  Reflect.set(filter, 'httpAdapterHost', { httpAdapter })
  const host = new ExecutionContextHost([request, { end: () => {} }])
  host.setType(type)
  return [outcome(() => filter.catch(make(), host)), ...answers]
}

describe('DingTalkExceptionFilter', () => {
  it('answers what Nest would answer and keeps its books, whatever was thrown at whatever request', () => {
    fc.assert(
      fc.property(value, value, (make, makeRequest) => {
        const { alerter, alerts } = listen()
        const ours = new DingTalkExceptionFilter(new Bell(alerter, {}))
        const alone = new BaseExceptionFilter()
        const request = makeRequest()
        expect(answerOf(ours, make, request, 'http')).toEqual(answerOf(alone, make, request, 'http'))
        expectBalance(alerter, alerts.length)
      }),
    )
  })

  it('throws nothing where there is no answer to give: messages, GraphQL, and what nobody knows', () => {
    fc.assert(
      fc.property(value, value, fc.constantFrom('rpc', 'graphql', 'x'), (make, makeRequest, type) => {
        const { alerter, alerts } = listen()
        const ours = new DingTalkExceptionFilter(new Bell(alerter, {}))
        expect(answerOf(ours, make, makeRequest(), type)).toEqual(['went well'])
        expectBalance(alerter, alerts.length)
      }),
    )
  })

  it('that lets its alerter throw would be caught', () => {
    const choking = { stats: refuse, capture: (input: unknown) => void JSON.stringify(input) }
    const { failed } = fc.check(
      fc.property(value, (make) => {
        const bell: Bell = Reflect.construct(Bell, [choking, {}])
        expect(answerOf(new DingTalkExceptionFilter(bell), make, {}, 'rpc')).toEqual(['went well'])
      }),
    )
    expect(failed).toBe(true)
  })
})
