import { expectTypeOf, it } from 'vitest'
import {
  type ActionCardInput,
  type At,
  actionCard,
  type Button,
  DingTalkError,
  type DingTalkErrorCode,
  escapeMarkdown,
  type FeedLink,
  type FetchLike,
  feedCard,
  isDingTalkError,
  type LinkInput,
  link,
  type Message,
  markdown,
  pageLink,
  type Receipt,
  Robot,
  type RobotOptions,
  type SecurityReason,
  type SendOptions,
  sign,
  text,
} from './index.ts'

const url = 'https://example.com'
const card = { title: 'a', text: 'b' }

it('a robot takes messages and gives receipts', () => {
  expectTypeOf(Robot).toBeConstructibleWith({ webhook: url })
  expectTypeOf(Robot).toBeConstructibleWith({ webhook: new URL(url) })
  expectTypeOf(Robot.fromEnv).toBeCallableWith(process.env)
  expectTypeOf<Robot['name']>().toEqualTypeOf<string>()
  expectTypeOf<Parameters<Robot['send']>[0]>().toEqualTypeOf<Message>()
  expectTypeOf<Parameters<Robot['send']>[1]>().toEqualTypeOf<SendOptions | undefined>()
  expectTypeOf<Robot['send']>().returns.toEqualTypeOf<Promise<Receipt>>()
  expectTypeOf<Robot['close']>().returns.toEqualTypeOf<Promise<void>>()
  expectTypeOf<Receipt>().toEqualTypeOf<{
    robot: string
    msgUuid: string
    attempts: number
    bytes: number
    sentAt: number
  }>()
  // @ts-expect-error: a robot without webhook is none
  new Robot({})
  // @ts-expect-error: a text is not yet a message
  new Robot({ webhook: url }).send('hello')
})

it('every option may be undefined, since that is what an unset variable is', () => {
  expectTypeOf<{
    webhook: string
    secret: undefined
    keywords: undefined
    name: undefined
    perMinute: undefined
    timeoutMs: undefined
    retry: { attempts: undefined; baseDelayMs: undefined; maxDelayMs: undefined } | undefined
    fetch: undefined
    allowHttp: undefined
  }>().toExtend<RobotOptions>()
  expectTypeOf<{ signal: undefined; msgUuid: undefined }>().toExtend<SendOptions>()
  expectTypeOf<{ atMobiles: undefined; atUserIds: undefined; isAtAll: undefined }>().toExtend<At>()
  expectTypeOf<LinkInput & { picUrl: undefined }>().toExtend<LinkInput>()
  expectTypeOf<
    typeof card & { button: Button; buttons: undefined; orientation: undefined; hideAvatar: undefined }
  >().toExtend<ActionCardInput>()
  expectTypeOf(text).toBeCallableWith('a', undefined)
  expectTypeOf(text).toBeCallableWith('a', { at: undefined })
})

it('lists may be readonly', () => {
  const people = ['10000000001'] as const
  const buttons = [{ title: 'a', url }] as const
  expectTypeOf(text).toBeCallableWith('a', { at: { atMobiles: people } })
  expectTypeOf(actionCard).toBeCallableWith({ ...card, buttons })
  expectTypeOf<{ webhook: string; keywords: typeof people }>().toExtend<RobotOptions>()
})

it('every builder makes a message', () => {
  expectTypeOf(text).returns.toExtend<Message>()
  expectTypeOf(markdown).returns.toExtend<Message>()
  expectTypeOf(link).returns.toExtend<Message>()
  expectTypeOf(actionCard).returns.toExtend<Message>()
  expectTypeOf(feedCard).returns.toExtend<Message>()
  expectTypeOf(escapeMarkdown).toEqualTypeOf<(text: string) => string>()
  expectTypeOf(sign).toEqualTypeOf<(timestampMs: number, secret: string) => string>()
  expectTypeOf(pageLink).returns.toEqualTypeOf<string>()
  expectTypeOf(text('a').text.content).toEqualTypeOf<string>()
})

it('link and feedCard mention nobody', () => {
  const input = { ...card, messageUrl: url }
  const entry: FeedLink = { title: 'a', messageUrl: url, picUrl: url }
  const at: At = { isAtAll: true }
  const tries = () => {
    // @ts-expect-error: DingTalk ignores it
    link({ ...input, at })
    // @ts-expect-error: DingTalk ignores it
    link(input, { at })
    // @ts-expect-error: DingTalk ignores it
    feedCard([entry], { at })
    link(input, {})
    feedCard([entry], { at: undefined })
  }
  expectTypeOf(tries).toBeFunction()
})

it('a card has one button or several', () => {
  const button: Button = { title: 'a', url }
  const tries = () => {
    actionCard({ ...card, button })
    actionCard({ ...card, buttons: [button] })
    // @ts-expect-error: no button
    actionCard(card)
    // @ts-expect-error: both forms
    actionCard({ ...card, button, buttons: [button] })
    // @ts-expect-error: vertical or horizontal
    actionCard({ ...card, button, orientation: '0' })
    // @ts-expect-error: a switch
    actionCard({ ...card, button, hideAvatar: 0 })
  }
  expectTypeOf(tries).toBeFunction()
})

it('fetch may be the global one, that of undici, or anything like them', () => {
  expectTypeOf<typeof globalThis.fetch>().toExtend<FetchLike>()
  expectTypeOf<typeof import('undici').fetch>().toExtend<FetchLike>()
  expectTypeOf<() => Promise<Response>>().toExtend<FetchLike>()
  expectTypeOf<
    () => Promise<{ status: number; headers: Map<string, string>; body: string }>
  >().not.toExtend<FetchLike>()
  expectTypeOf<
    () => Promise<{ status: number; headers: Headers; text(): Promise<string> }>
  >().toExtend<FetchLike>()
  expectTypeOf<
    () => Promise<{ status: number; headers: Headers; body: NodeJS.ReadableStream }>
  >().toExtend<FetchLike>()
  expectTypeOf<() => Promise<string>>().not.toExtend<FetchLike>()
})

it('an error is known by its brand and branched on by its code', () => {
  const value: unknown = new DingTalkError('ERR_DINGTALK_CLOSED', 'closed')
  if (isDingTalkError(value)) {
    expectTypeOf(value).toEqualTypeOf<DingTalkError>()
    expectTypeOf(value.code).toEqualTypeOf<DingTalkErrorCode>()
    expectTypeOf(value.reason).toEqualTypeOf<SecurityReason | undefined>()
    expectTypeOf(value.retryable).toEqualTypeOf<boolean>()
    expectTypeOf(value.retryAfterMs).toEqualTypeOf<number | undefined>()
    expectTypeOf(value.errcode).toEqualTypeOf<number | undefined>()
    expectTypeOf(value.errmsg).toEqualTypeOf<string | undefined>()
    expectTypeOf(value.robot).toEqualTypeOf<string | undefined>()
    expectTypeOf(value.hint).toEqualTypeOf<string>()
  }
})
