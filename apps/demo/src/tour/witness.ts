import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { Alerter } from '@dingbell/core'
import type { Emulator, ReceivedRequest } from '@dingbell/emulator'
import type { INestApplicationContext } from '@nestjs/common'
import type { Group } from '../group/group.ts'
import { previewOf, readMessage } from '../group/read-message.ts'
import type { Language } from '../texts/language.ts'
import { type Texts, textsOf } from '../texts/texts.ts'
import { reasonOf, type Step } from './steps.ts'

/** Runs a step and says what the group saw of it. Rejects when nothing came. */
export type Witness = (step: Step) => Promise<string>

const patienceMs = 15_000

/** Looks into the emulated group; of a real one it knows what the books say. */
export function witnessOf(group: Group, app: INestApplicationContext, language: Language): Witness {
  return group.emulator
    ? lookInto(group.emulator, language)
    : readBooks(app.get(Alerter), textsOf(language), language)
}

function lookInto(emulator: Emulator, language: Language): Witness {
  return async (step) => {
    const before = emulator.requests().at(-1)?.id ?? 0
    const since = () => emulator.requests().filter(({ id }) => id > before)
    await step.run()
    const found = () => since().find(({ message }) => message && says(message.body, step.expected))
    const refused = () => since().find(({ verdict }) => verdict.outcome !== 'accepted')
    await emulator.waitUntil(() => Boolean(found() ?? refused()), { timeoutMs: patienceMs })
    const body = found()?.message?.body
    if (body) return `${body.msgtype}  ${previewOf(body)}`
    const no = refused()
    throw new Error(no ? whyRefused(no, language) : textsOf(language).nothingCame)
  }
}

function says(body: Parameters<typeof readMessage>[0], expected: string): boolean {
  const { text, title } = readMessage(body)
  return `${title}\n${text}`.includes(expected)
}

function whyRefused({ verdict }: ReceivedRequest, language: Language): string {
  const { errcode, fault, outcome, reason } = verdict
  return [outcome, errcode, fault, reason?.[language]].filter((word) => word !== undefined).join(' ')
}

function readBooks(alerter: Alerter, texts: Texts, language: Language): Witness {
  return async (step) => {
    const { delivered } = alerter.stats()
    let reason = texts.nothingCame
    const listen = (event: unknown) => {
      if (typeof event === 'object' && event !== null)
        reason = reasonOf(Reflect.get(event, 'error'), language)
    }
    subscribe('dingbell:failed', listen)
    await step.run()
    if (step.books === 'alerter') await alerter.flush(patienceMs)
    unsubscribe('dingbell:failed', listen)
    if (step.books === 'alerter' && alerter.stats().delivered === delivered) throw new Error(reason)
    return texts.lookAtGroup
  }
}
