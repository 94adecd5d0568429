import { firstText, read } from './read.ts'

/** Who asked, as far as middleware and guards have put it on the request: its id, and the user's. */
export function readCaller(request: unknown): Record<string, unknown> {
  return {
    requestId: firstText(read(request, 'id'), read(request, 'requestId')),
    userId: firstText(
      read(request, 'user', 'id'),
      read(request, 'user', 'userId'),
      read(request, 'user', 'sub'),
    ),
  }
}
