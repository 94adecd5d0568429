import { expect, it, onTestFinished, vi } from 'vitest'
import { Feed } from './feed.ts'
import { waitUntil } from './wait-for-messages.ts'

it('waits as long as it is told to, for ever as well', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const feed = new Feed(1)
  let isDone = false
  const waiting = waitUntil(feed, () => isDone, Infinity, new AbortController().signal)
  vi.advanceTimersByTime(3_600_000)
  isDone = true
  feed.publish({ type: 'clear' })
  // Asked once more by a timer that went off too early, it would have given up.
  await expect(waiting).resolves.toBe(true)
})
