import { actionCard, feedCard, link, type Message, markdown, text } from '@dingbell/core'
import type { Language } from '../../texts/language.ts'

/** The five kinds of messages that a robot can send; the action card comes in both forms, with one jump and with buttons. */
export const messageKinds = ['text', 'link', 'markdown', 'card', 'buttons', 'feed'] as const

/** One of them, as it stands in the path of `/send/:kind`. */
export type MessageKind = (typeof messageKinds)[number]

/** Whether a word of a URL is one of them. */
export function isMessageKind(value: string): value is MessageKind {
  return messageKinds.some((kind) => kind === value)
}

/** One message of each kind, as the builders of `@dingbell/core` make it. */
export function sampleMessage(kind: MessageKind, language: Language): Message {
  return language === 'zh' ? inChinese[kind]() : inEnglish[kind]()
}

/** What links lead to, and pictures that are really there: a group of people would see broken ones. */
const pages = {
  nest: { messageUrl: 'https://github.com/nestjs/nest', picUrl: 'https://github.com/nestjs.png' },
  winston: { messageUrl: 'https://github.com/winstonjs/winston', picUrl: 'https://github.com/winstonjs.png' },
  pino: { messageUrl: 'https://github.com/pinojs/pino', picUrl: 'https://github.com/pinojs.png' },
}
/** Every button leads here: a demo approves no refunds. */
const docs = 'https://open.dingtalk.com/'

/** As a Chinese team would write them. */
const inChinese: Record<MessageKind, () => Message> = {
  text: () => text('你好！这是一条文本消息。'),
  link: () => link({ title: '一个链接', text: '整条消息都可以点开，右边是图片。', ...pages.nest }),
  markdown: () =>
    markdown(
      '发布完成',
      '### 发布完成\n\n**shop** 已更新到 `1.4.2`\n\n- 库存服务\n- 支付服务\n\n> 用时 38 秒',
    ),
  card: () =>
    actionCard({
      title: '有一笔退款等待审核',
      text: '### 有一笔退款等待审核\n\n订单 1042，金额 **¥99.00**',
      button: { title: '去审核', url: docs },
    }),
  buttons: () =>
    actionCard({
      title: '是否回滚到 1.4.1？',
      text: '### 是否回滚到 1.4.1？\n\n错误率在 5 分钟内由 0.1% 升到 **3.2%**',
      buttons: [
        { title: '回滚', url: docs },
        { title: '再观察一下', url: docs },
      ],
      orientation: 'horizontal',
    }),
  feed: () =>
    feedCard([
      { title: '今天用到的三个项目', ...pages.nest },
      { title: 'Winston：老牌日志库', ...pages.winston },
      { title: 'Pino：很快的日志库', ...pages.pino },
    ]),
}

/** The same in English. */
const inEnglish: Record<MessageKind, () => Message> = {
  text: () => text('Hello! This is a text message.'),
  link: () =>
    link({
      title: 'A link',
      text: 'The whole message opens it; the picture is on the right.',
      ...pages.nest,
    }),
  markdown: () =>
    markdown(
      'Deployed',
      '### Deployed\n\n**shop** is now at `1.4.2`\n\n- stock\n- payment\n\n> took 38 seconds',
    ),
  card: () =>
    actionCard({
      title: 'A refund waits for approval',
      text: '### A refund waits for approval\n\nOrder 1042, **¥99.00**',
      button: { title: 'Review', url: docs },
    }),
  buttons: () =>
    actionCard({
      title: 'Roll back to 1.4.1?',
      text: '### Roll back to 1.4.1?\n\nWithin 5 minutes errors went from 0.1% to **3.2%**',
      buttons: [
        { title: 'Roll back', url: docs },
        { title: 'Wait and see', url: docs },
      ],
      orientation: 'horizontal',
    }),
  feed: () =>
    feedCard([
      { title: 'Three projects at work here', ...pages.nest },
      { title: 'Winston, the classic logger', ...pages.winston },
      { title: 'Pino, the fast one', ...pages.pino },
    ]),
}
