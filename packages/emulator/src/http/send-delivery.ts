import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Answer } from '../answer/answer.ts'
import type { Delivery } from '../faults/spoil.ts'

/** Puts a delivery on the wire. After `hang` the connection stays open until the caller or the server leaves. */
export async function sendDelivery(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { delayMs, answer }: Delivery,
  closing: AbortSignal,
): Promise<void> {
  if (delayMs > 0) await pause(delayMs, undefined, { signal: closing }).catch(() => undefined)
  if (answer === 'hang' || outgoing.destroyed) return
  if (answer === 'reset') incoming.socket.resetAndDestroy()
  else writeAnswer(outgoing, answer)
}

/** Writes an answer and ends the response. With its length, so that half an answer is still a whole response in HTTP. */
export function writeAnswer(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) })
  outgoing.end(body)
}
