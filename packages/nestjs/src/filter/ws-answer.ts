import type { ArgumentsHost } from '@nestjs/common'
import { optionalRequire } from '../optional-require.ts'
import { ask, isBag, read } from '../report/read.ts'

/** Answers a gateway's client as Nest does where no filter is set. */
export type WsAnswer = (exception: unknown, host: ArgumentsHost) => void

/**
 * Nest's own answer. A gateway takes what its filter does for final, so the filter has to answer itself. The package is
 * loaded at the first need: few applications have gateways.
 */
export function createWsAnswer(): WsAnswer {
  let filter: unknown
  return (exception, host) => {
    const client: unknown = host.getArgByIndex(0)
    filter ??= createFilter()
    const answer = read(filter, 'catch')
    if (typeof answer !== 'function') answerPlainly(client)
    else if (canAnswer(filter, client)) answer.call(filter, exception, host)
  }
}

function createFilter(): unknown {
  const loaded = read(optionalRequire('@nestjs/websockets'), 'BaseWsExceptionFilter')
  return typeof loaded === 'function' ? Reflect.construct(loaded, []) : {}
}

/** Before version 12, which has `emitMessage`, Nest leaves a client alone that has no `emit`. */
function canAnswer(filter: unknown, client: unknown): boolean {
  if (typeof read(filter, 'emitMessage') === 'function') return isBag(client)
  return typeof read(client, 'emit') === 'function'
}

/** Where an application was bundled into one file, Nest's filter may be out of reach. */
function answerPlainly(client: unknown): void {
  ask(client, 'emit', 'exception', { status: 'error', message: 'Internal server error' })
}
