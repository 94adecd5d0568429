import { firstText, read } from './read.ts'

/** Who asked, as far as middleware and guards have put it on the request: its id, and the user's. */
export function readCaller(request: unknown): Record<string, unknown> {
  return {
    requestId: firstText(read(request, 'id'), read(request, 'requestId')),
    userId: readUser(read(request, 'user')),
  }
}

/** The id of a user as passport strategies and tokens name it. */
export function readUser(user: unknown): string | undefined {
  return firstText(read(user, 'id'), read(user, 'userId'), read(user, 'sub'))
}
