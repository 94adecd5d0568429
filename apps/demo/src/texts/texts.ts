import type { Books } from '../ledger/books.ts'
import { en } from './en.ts'
import type { Language } from './language.ts'
import { zh } from './zh.ts'

/** Everything that the demo prints. */
export interface Texts {
  usage: string
  /** Above the tour. */
  welcome: string
  emulated(url: string): string
  real: string
  /** Over the two columns of the tour. */
  done: string
  seen: string
  /** What each step of the tour does. */
  steps: Readonly<Record<StepName, string>>
  /** Where the real group is the only one who knows. */
  lookAtGroup: string
  notArrived(reason: string): string
  nothingCame: string
  /** The books of the application, and those of Pino's worker. */
  ledger(app: Books, pino: Books): string
  allArrived(steps: number): string
  missing(count: number, steps: number): string
  portTaken(wish: number): string
  /** Names of the two pages. */
  page: string
  chat: string
  tryNext: string
  stop: string
  bye: string
}

/** The steps of the tour, in order. */
export type StepName =
  | 'text'
  | 'link'
  | 'markdown'
  | 'card'
  | 'buttons'
  | 'feed'
  | 'alerter'
  | 'controller'
  | 'winston'
  | 'pino'

/** The texts of that language. */
export function textsOf(language: Language): Texts {
  return language === 'zh' ? zh : en
}
