import type { FetchLike } from '../../src/transport/fetch.ts'
import type { Ringing, Staging } from './scene.ts'

/** Ways to spoil an alerter or its line, one for each promise: controls that must fail. */
export const tampering = {
  /** Every fifth alert never reaches the alerter. */
  losesAlerts: {
    tamper(alerter) {
      let turn = 0
      return {
        ...faceOf(alerter),
        capture: (input) => (++turn % 5 === 0 ? undefined : alerter.capture(input)),
      }
    },
  },

  /** The books forget what was dropped and what is pending. */
  skipsTheLedger: {
    tamper(alerter) {
      const stats = () => ({ ...alerter.stats(), pending: 0 })
      return { ...faceOf(alerter), stats }
    },
  },

  /** Every second message is answered as if it had arrived. */
  liesAboutArrival: {
    tamperFetch(fetch) {
      let turn = 0
      const ok = { status: 200, headers: { get: () => null }, body: '{"errcode":0,"errmsg":"ok"}' }
      return async (url, init) => (++turn % 2 === 0 ? ok : fetch(url, init))
    },
  },

  /** Every message is sent twice, as a retry with a `msgUuid` of its own does. */
  sendsTwice: {
    tamperFetch: (fetch) => async (url, init) => {
      const answer = await fetch(url, init)
      await fetch(url, { ...init, body: init.body.replace(/"msgUuid":"[^"]*"/, '"msgUuid":"another"') })
      return answer
    },
  },

  /** Counts above one are shown as one. */
  understates: rewriting(/×[\d,]+/g, '×1'),

  /** Counts of one are shown as seven. */
  overstates: rewriting(/×1 /g, '×7 '),

  /** Kinds whose word ends in gz lose their word. */
  hidesKinds: rewriting(/z[g-v]{2}gz/g, 'something'),

  /** The totals are those of this message only. */
  forgetsTotals: rewriting(/ \([\d,]+ in all\)/g, ''),

  /** Nothing is said of messages that may repeat. */
  hushesDoubts: rewriting(/may have arrived after all/g, 'is fine'),

  /** A refusal looks like trouble of the server. */
  hidesRefusals: {
    tamperFetch: (fetch) => async (url, init) => {
      const answer = await fetch(url, init)
      return /310000|300001|400102/.test(String(answer.body)) ? { ...answer, status: 500, body: '' } : answer
    },
  },

  /** What comes is handed on 150 ms later. */
  dawdles: {
    tamper: (alerter, { clock }) => ({
      ...faceOf(alerter),
      capture: (input) => void clock.after(150, () => alerter.capture(input)),
    }),
  },

  /** Has a timer for every alert, and one that keeps the process. */
  keepsTheProcess: {
    tamper: (alerter, { clock }) => ({
      ...faceOf(alerter),
      capture(input) {
        clock.after(10_000, () => {}, true)
        alerter.capture(input)
      },
    }),
  },

  /** Waits for what it cannot have. */
  flushesTooLong: {
    tamper(alerter, { clock }) {
      const late = (ms = 0) => new Promise<boolean>((resolve) => clock.after(ms + 60, () => resolve(false)))
      return { ...faceOf(alerter), flush: late, close: late }
    },
  },

  /** Says that everything is out, at once. */
  flushesByWord: {
    tamper: (alerter) => ({ ...faceOf(alerter), flush: async () => true }),
  },

  /** Goes on after its end. */
  doesNotEnd: {
    tamper: (alerter) => ({ ...faceOf(alerter), close: (ms) => alerter.flush(ms) }),
  },
} satisfies Record<string, Staging>

/** The alerter's own doings, to be replaced one by one. */
function faceOf(alerter: Ringing): Ringing {
  return {
    capture: (input) => alerter.capture(input),
    flush: (ms) => alerter.flush(ms),
    close: (ms) => alerter.close(ms),
    stats: () => alerter.stats(),
  }
}

/** Changes what the group reads. */
function rewriting(words: RegExp, others: string): Staging {
  const tamperFetch = (fetch: FetchLike): FetchLike => {
    return (url, init) => fetch(url, { ...init, body: init.body.replace(words, others) })
  }
  return { tamperFetch }
}
