import type { DropReason } from '@dingbell/core'
import type { Language } from './language.ts'
import { pageEn } from './page-en.ts'
import { pageZh } from './page-zh.ts'

/** Everything that can be done by a button, by its path. */
export type ActionPath =
  | '/send/text'
  | '/send/link'
  | '/send/markdown'
  | '/send/card'
  | '/send/buttons'
  | '/send/feed'
  | '/fail/controller'
  | '/fail/cron'
  | '/log/winston'
  | '/log/pino'
  | '/storm'
  | '/storm?fatal=true'
  | '/threshold'
  | '/reminders'
  | '/dingtalk/down'
  | '/dingtalk/up'

/** What stands on a button, and what it means. */
interface ActionText {
  label: string
  hint?: string
}

/** Everything on the page. */
export interface PageTexts {
  title: string
  intro: string
  skip: string
  /** Names of the other language and of the looks. */
  otherLanguage: string
  theme: string
  themes: Readonly<Record<'auto' | 'light' | 'dark', string>>
  headings: Readonly<
    Record<'messages' | 'errors' | 'storm' | 'timing' | 'dingtalk', { name: string; hint: string }>
  >
  actions: Readonly<Record<ActionPath, ActionText>>
  /** What is said after the exception in the controller, whose answer is Nest's own. */
  controllerFailed: string
  offline: string
  close: string
  result: { name: string; empty: string; arrived: string }
  noScript: string
  ledger: LedgerTexts
  chat: {
    name: string
    emulated: string
    real: string
    lookThere: string
    open: string
    empty: string
    toChat: string
  }
  curl: { name: string; hint: string }
}

/** The words of the ledger. */
export interface LedgerTexts {
  name: string
  accepted: string
  delivered: string
  pending: string
  dropped: string
  reasons: Readonly<Record<DropReason, string>>
  inMessages(alerts: string, messages: string, saved: boolean): string
  nothingYet: string
  kinds(kinds: string): string
  app: string
  pino: string
  slots: string
  slotsHint: string
  used(used: number, of: number): string
  states: Readonly<Record<'healthy' | 'throttled' | 'set-aside', string>>
  month: string
  storm: string
  /** Of the shop's own messages: those that wait for a slot or are tried again, and those that were given up. */
  queued(messages: number): string
  failed(messages: number): string
  reminders(count: number): string
  up: string
  down: string
}

/** The texts of that language. */
export function pageTextsOf(language: Language): PageTexts {
  return language === 'zh' ? pageZh : pageEn
}
