import { AssertionError } from 'node:assert'
import { inspect } from 'node:util'
import type { Emulator } from '../emulator.ts'
import type { ReceivedMessage } from '../store/records.ts'
import { refusals } from '../store/wait-for-messages.ts'
import { type ExpectedMessage, type Mismatch, mismatches } from './match.ts'

/**
 * Resolves with the first message that is as expected, among those that came and those to come within `timeoutMs`
 * (5,000). Throws node's `AssertionError`, which vitest, jest and node:test all show with its difference.
 */
export async function expectMessage(
  emulator: Emulator,
  expected: ExpectedMessage,
  { timeoutMs = 5000 }: { timeoutMs?: number | undefined } = {},
): Promise<ReceivedMessage> {
  const found = await firstMatch(emulator, expected, timeoutMs)
  if (found) return found
  const messages = emulator.messages()
  const [closest] = messages
    .map((message) => ({ message, wrong: mismatches(message, expected) }))
    .sort(byFewest)
  throw new AssertionError({
    message: [
      `no message as expected within ${timeoutMs} ms; ${messages.length} came`,
      `expected: ${inspect(expected)}`,
      ...(closest ? [`closest is message ${closest.message.id}:`, ...closest.wrong.map(line)] : []),
      ...refusals(emulator.requests()),
    ].join('\n  '),
    expected,
    actual:
      closest &&
      Object.fromEntries(
        Object.entries(expected).map(([field, wish]) => [field, shown(field, wish, closest.wrong)]),
      ),
    operator: 'expectMessage',
    stackStartFn: expectMessage,
  })
}

/** Throws `AssertionError` when a message like this is there or comes within `forMs` (0: only looks at what is there). */
export async function expectNoMessage(
  emulator: Emulator,
  expected: ExpectedMessage = {},
  { forMs = 0 }: { forMs?: number | undefined } = {},
): Promise<void> {
  const found = await firstMatch(emulator, expected, forMs)
  if (!found) return
  throw new AssertionError({
    message: `message ${found.id} came, where none like ${inspect(expected)} should: ${inspect(found.body, { depth: 5 })}`,
    expected: undefined,
    actual: found.body,
    operator: 'expectNoMessage',
    stackStartFn: expectNoMessage,
  })
}

async function firstMatch(
  emulator: Emulator,
  expected: ExpectedMessage,
  timeoutMs: number,
): Promise<ReceivedMessage | undefined> {
  const find = () => emulator.messages().find((message) => mismatches(message, expected).length === 0)
  await emulator.waitUntil(() => find() !== undefined, { timeoutMs })
  return find()
}

type Judged = { message: ReceivedMessage; wrong: Mismatch[] }

/** The later of two that are equally close is the likelier one. */
function byFewest(a: Judged, b: Judged): number {
  return a.wrong.length - b.wrong.length || b.message.id - a.message.id
}

function line({ field, expected, actual }: Mismatch): string {
  return `  ${field}: expected ${inspect(expected)}, got ${inspect(actual, { depth: 5 })}`
}

/** What fits is shown as it was asked for, so that a difference holds nothing but differences. */
function shown(field: string, wish: unknown, wrong: readonly Mismatch[]): unknown {
  const mismatch = wrong.find((each) => each.field === field)
  return mismatch ? mismatch.actual : wish
}
