import { Alerter, Robot } from '@dingbell/core'
import { getRobotToken } from '@dingbell/nestjs'
import type { INestApplicationContext } from '@nestjs/common'
import { readMessage } from '../group/read-message.ts'
import { ProviderError, troubleText } from '../shop/errors/shop-errors.ts'
import { messageKinds, sampleMessage } from '../shop/messages/samples.ts'
import type { Language } from '../texts/language.ts'
import type { StepName } from '../texts/texts.ts'

/** One thing that the tour does. */
export interface Step {
  name: StepName
  /** A text that must stand in the message. */
  expected: string
  /** Which books tell that it arrived, where nobody can look into the group. */
  books: 'receipt' | 'alerter' | 'pino'
  run(): Promise<unknown>
}

/** All steps: what is sent through the robot, then one error through each way that an error can take. */
export function tourSteps(app: INestApplicationContext, url: string, language: Language): Step[] {
  const robot = app.get<Robot>(getRobotToken('messages'))
  const alerter = app.get(Alerter)
  const post = (path: string) => fetch(`${url}${path}`, { method: 'POST' })
  const sent = messageKinds.map((name): Step => {
    const message = sampleMessage(name, language)
    const { text, title } = readMessage(message)
    return { name, expected: title || text, books: 'receipt', run: () => robot.send(message) }
  })
  const capture = async () => alerter.capture(new ProviderError(troubleText('alerter', language)))
  return [
    ...sent,
    { name: 'alerter', expected: troubleText('alerter', language), books: 'alerter', run: capture },
    ...(['controller', 'winston', 'pino'] as const).map((name): Step => {
      const path = name === 'controller' ? '/fail/controller' : `/log/${name}`
      const books = name === 'pino' ? 'pino' : 'alerter'
      return { name, expected: troubleText(name, language), books, run: () => post(path) }
    }),
  ]
}
