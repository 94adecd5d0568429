import { subscribe } from 'node:diagnostics_channel'
import { BroadcastChannel } from 'node:worker_threads'
import type { Alert } from '@dingbell/core'
import { type PinoReport, pinoChannel } from './ledger/books.ts'
import { field, numberIn } from './ledger/fields.ts'

// Loaded by @dingbell/pino in its worker (`setup`), since functions cannot be sent there. It tells the main thread what the
// worker's own alerter does, so that the page can show both ledgers.

/** A slot stays taken until 61 s after its message was completed. */
const minuteMs = 61_000
const report: PinoReport = {
  accepted: 0,
  delivered: 0,
  dropped: 0,
  messages: 0,
  attemptsAt: [],
  failure: undefined,
}
const channel = new BroadcastChannel(pinoChannel)
// It must not keep the worker, which ends when Pino ends it.
channel.unref()

/** The whole report each time: a listener that comes late has it all with the next word. */
function tell(change: Partial<PinoReport>): void {
  Object.assign(report, change)
  channel.postMessage(report)
}

/** Every attempt takes a slot, whatever became of it. */
function attempt(): number[] {
  const now = Date.now()
  return [...report.attemptsAt.filter((time) => time > now - minuteMs), now]
}

subscribe('dingbell:sent', (event) => {
  const delivered = report.delivered + numberIn(event, 'alerts')
  tell({ delivered, messages: report.messages + 1, attemptsAt: attempt(), failure: undefined })
})

subscribe('dingbell:failed', (event) => {
  const error = field(event, 'error')
  const failure = { code: field(error, 'code'), errcode: field(error, 'errcode'), hint: field(error, 'hint') }
  tell({ attemptsAt: attempt(), failure })
})

subscribe('dingbell:dropped', (event) => tell({ dropped: report.dropped + numberIn(event, 'alerts') }))

/** Merged into the options of the worker's alerter. `beforeSend` sees what is accepted and changes nothing. */
export default {
  beforeSend(alert: Alert): Alert {
    tell({ accepted: report.accepted + 1 })
    return alert
  },
}
