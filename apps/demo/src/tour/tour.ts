import type { INestApplicationContext } from '@nestjs/common'
import type { Group } from '../group/group.ts'
import type { Language } from '../texts/language.ts'
import { reasonOf } from '../texts/reason.ts'
import { textsOf } from '../texts/texts.ts'
import { openBooks, waitFor } from './books.ts'
import { tourSteps } from './steps.ts'
import { bold, failed, fit, good } from './terminal.ts'
import { lookInto, readBooks } from './witness.ts'

/** What the tour needs to know of the application that it shows. */
export interface Tour {
  app: INestApplicationContext
  group: Group
  url: string
  language: Language
  /** Takes one line. */
  say(line: string): void
}

/** Of the first column. */
const columns = 34
const settleMs = 2_000

/** Does one thing after the other and prints what the group saw of it. Returns how many did not arrive. */
export async function takeTour({ app, group, language, say, url }: Tour): Promise<number> {
  const texts = textsOf(language)
  const steps = tourSteps(app, url, language)
  const read = openBooks(app)
  const witness = group.emulator ? lookInto(group.emulator, read, language) : readBooks(read, language)
  let missing = 0
  say(bold(`     ${fit(texts.done, columns)}   ${texts.seen}`))
  for (const [index, step] of steps.entries()) {
    const number = String(index + 1).padStart(2)
    const done = fit(texts.steps[step.name], columns)
    try {
      say(`${good('✓')} ${number} ${done} → ${await witness(step)}`)
    } catch (error) {
      missing += 1
      say(`${failed('✗')} ${number} ${done} → ${texts.notArrived(reasonOf(error)[language])}`)
    }
  }
  // The group sees a message a moment before the books have its answer.
  await waitFor(() => read('alerter').pending + read('pino').pending === 0, missing === 0 ? settleMs : 0)
  say('')
  say(missing === 0 ? texts.allArrived(steps.length) : texts.missing(missing, steps.length))
  return missing
}
