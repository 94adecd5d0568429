import { type Answer, errorAnswer, htmlAnswer, redirectAnswer } from '../answer/answer.ts'
import type { ActiveFault } from './fault.ts'

/** What happens on the wire: an answer after a while, silence, or a cut. */
export type Delivery = { delayMs: number } & ({ answer: Answer } | { answer: 'hang' | 'reset' })

/** How a fault spoils an answer; `answer` is what the judge would have said, absent when it was not asked. */
export function spoil(fault: ActiveFault, answer: Answer | undefined): Delivery {
  return { delayMs: fault.delayMs, answer: spoilt(fault, answer) }
}

/** One line for each kind; the words are those of the real server. */
function spoilt(fault: ActiveFault, answer: Answer | undefined): Answer | 'hang' | 'reset' {
  switch (fault.kind) {
    case 'hang':
    case 'reset':
      return fault.kind
    case 'throttled':
      return errorAnswer(130101, 'send too fast, exceed 20 times per minute')
    case 'busy':
      return errorAnswer(-1, '系统繁忙')
    case 'quota':
      return errorAnswer(90030, 'webhook over limit')
    case 'http500':
      return htmlAnswer(fault.status ?? 500, 'Internal Server Error')
    case 'html':
      return htmlAnswer(fault.status ?? 200, 'Welcome')
    case 'redirect':
      return redirectAnswer()
    case 'answer':
      return errorAnswer(fault.errcode ?? -1, fault.errmsg ?? '系统繁忙', fault.status)
    case 'slow':
      return answer ?? errorAnswer(0, 'ok')
    case 'truncated':
      return truncated(answer ?? errorAnswer(0, 'ok'))
  }
}

/** Half of the body, well-formed as HTTP: a client meets JSON that ends too soon, not a connection that was cut. */
function truncated({ status, headers, body }: Answer): Answer {
  return { status, headers, body: body.slice(0, Math.ceil(body.length / 2)) }
}
