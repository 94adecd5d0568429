import { subscribe } from 'node:diagnostics_channel'
import { setTimeout as wait } from 'node:timers/promises'
import { Alerter } from '@dingbell/core'
import type { INestApplicationContext } from '@nestjs/common'
import { field } from '../ledger/fields.ts'
import { PinoBooks } from '../ledger/pino-books.ts'
import type { Step } from './steps.ts'

/** The books in which an alert is, as far as the tour reads them. */
export interface Reading {
  delivered: number
  pending: number
  /** Why nothing will be delivered for a while: the robot was refused. */
  failure: unknown
}

/** Short beside what a message takes, so that the tour does not drag. */
const lookEveryMs = 50

/** Lets the tour read both ledgers. */
export function openBooks(app: INestApplicationContext): (books: Step['books']) => Reading {
  const alerter = app.get(Alerter)
  const pino = app.get(PinoBooks)
  let latest: unknown
  // What core tells of messages that did not get through, until the end of the process.
  subscribe('dingbell:failed', (event) => {
    latest = field(event, 'error')
  })
  return (books) => {
    if (books === 'pino') return { ...pino.read(), failure: pino.failure }
    const { delivered, pending, robots } = alerter.stats()
    const refused = robots.every(({ state }) => state !== 'healthy')
    return { delivered, pending, failure: refused ? latest : undefined }
  }
}

/** Looks again and again until `done`, at most for so long; returns whether it was. */
export async function waitFor(done: () => boolean, patienceMs: number): Promise<boolean> {
  const since = performance.now()
  while (!done()) {
    if (performance.now() - since > patienceMs) return false
    await wait(lookEveryMs)
  }
  return true
}
