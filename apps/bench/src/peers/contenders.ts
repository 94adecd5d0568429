import { createRequire } from 'node:module'
import { storm } from './storm.ts'

/** Where a contender sends to: the emulator, or a gateway that speaks Slack in front of it. */
interface Target {
  webhook: string
  token: string
  slackUrl: string
}

/** Sends the storm with one package, and says how many sends it believes in; `undefined` where it does not say. */
export type Contender = (target: Target) => Promise<number | undefined>

// Packages without types of their own, used as their READMEs say.
const require = createRequire(import.meta.url)

/** The packages that install and send, by name, each used the way its README shows. */
export const contenders: Record<string, Contender> = {
  async '@dingbell/core'({ webhook }) {
    const { Alerter } = await import('@dingbell/core')
    const alerter = new Alerter({ webhook, app: 'bench' })
    for (const { level, message } of storm()) alerter.capture({ level, message })
    await alerter.close()
    return alerter.stats().delivered
  },

  async 'dingtalk-robot-sender'({ webhook }) {
    const ChatBot = require('dingtalk-robot-sender')
    const bot = new ChatBot({ webhook })
    return successes([...storm()].map(({ message }) => bot.text(message)))
  },

  async 'dingtalk-robot-sdk'({ webhook }) {
    const Robot = require('dingtalk-robot-sdk')
    const robot = new Robot({ sessionWebhook: webhook })
    for (const { message } of storm()) robot.send(new Robot.Text(message))
    return undefined
  },

  async 'push-all-in-one'({ token, webhook }) {
    const { Dingtalk } = require('push-all-in-one')
    const push = new Dingtalk({ DINGTALK_ACCESS_TOKEN: token })
    // It knows DingTalk's address alone.
    push.webhook = webhook.replace(/\?.*/, '')
    return successes([...storm()].map(({ message }) => push.send(message, '', { msgtype: 'text' })))
  },

  async 'winston-slack-webhook-transport'({ webhook }) {
    const SlackHook = require('winston-slack-webhook-transport')
    const winston = (await import('winston')).default
    const formatter = ({ message }: { message: string }) => ({ msgtype: 'text', text: { content: message } })
    const transport = new SlackHook({ webhookUrl: webhook, formatter })
    let logged = 0
    transport.on('logged', () => {
      logged += 1
    })
    const logger = winston.createLogger({ transports: [transport] })
    for (const { message } of storm()) logger.error(message)
    await pause(8_000)
    return logged
  },

  async '@youngkiu/pino-slack-webhook'({ slackUrl }) {
    const { pino } = await import('pino')
    const options = { webhookUrl: slackUrl, channel: 'ops' }
    const log = pino(pino.transport({ target: '@youngkiu/pino-slack-webhook', options }))
    for (const { level, message } of storm()) log[level](message)
    await pause(8_000)
    return undefined
  },
}

/** How many sends a package says went well. */
async function successes(sends: readonly Promise<unknown>[]): Promise<number> {
  return (await Promise.allSettled(sends)).filter(({ status }) => status === 'fulfilled').length
}

/** For packages that do not say when they are done. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
