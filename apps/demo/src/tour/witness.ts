import type { Emulator, ReceivedRequest } from '@dingbell/emulator'
import { previewOf, readMessage, type WordyMessage } from '../group/read-message.ts'
import type { Language } from '../texts/language.ts'
import { reasonOf } from '../texts/reason.ts'
import { textsOf } from '../texts/texts.ts'
import { type Reading, waitFor } from './books.ts'
import type { Step } from './steps.ts'

/** Runs a step and says what the group saw of it. Rejects when nothing came. */
export type Witness = (step: Step) => Promise<string>

type Read = (books: Step['books']) => Reading

/** The first alert of Pino's worker waits for its thread to start; a robot that was refused is noticed earlier. */
const patienceMs = 15_000

/** Waits until the step's own message stands in the emulated group, or until it is clear that it will not. */
export function lookInto(emulator: Emulator, read: Read, language: Language): Witness {
  return async ({ books, expected, run }) => {
    const before = emulator.requests().at(-1)?.id ?? 0
    const since = () => emulator.requests().filter(({ id }) => id > before)
    const found = () => since().find(({ message }) => message && says(message.body, expected))?.message?.body
    const refused = () => since().find(({ verdict }) => verdict.outcome !== 'accepted')
    const failure = () => (books === 'receipt' ? undefined : read(books).failure)
    await run()
    await waitFor(() => Boolean(found() ?? refused() ?? failure()), patienceMs)
    const body = found()
    if (body) return `${body.msgtype}  ${previewOf(body)}`
    const no = refused()
    throw new Error(no ? whyRefused(no, language) : whyNot(failure(), language))
  }
}

/** Of a real group nothing is known but the books: a receipt tells by itself, an alert is through once it is delivered there. */
export function readBooks(read: Read, language: Language): Witness {
  return async ({ books, run }) => {
    const before = read(books).delivered
    await run()
    const arrived = () => books === 'receipt' || read(books).delivered > before
    await waitFor(() => arrived() || Boolean(read(books).failure), patienceMs)
    if (arrived()) return textsOf(language).lookAtGroup
    throw new Error(whyNot(read(books).failure, language))
  }
}

/** Whether the step's own words stand in the message: another alert may come meanwhile. */
function says(message: WordyMessage, expected: string): boolean {
  const { text, title } = readMessage(message)
  return `${title}\n${text}`.includes(expected)
}

/** The error's hint, or that nothing came at all. */
function whyNot(failure: unknown, language: Language): string {
  return failure ? reasonOf(failure)[language] : textsOf(language).nothingCame
}

/** The emulator explains each refusal. */
function whyRefused({ verdict }: ReceivedRequest, language: Language): string {
  const { errcode, fault, outcome, reason } = verdict
  return [outcome, errcode, fault, reason?.[language]].filter((word) => word !== undefined).join(' ')
}
