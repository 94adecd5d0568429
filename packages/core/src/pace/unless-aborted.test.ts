import { describe, expect, it, vi } from 'vitest'
import { unlessAborted } from './unless-aborted.ts'

const signals = () => [new AbortController(), new AbortController()] as const

type Start<Result> = Parameters<typeof unlessAborted<Result>>[1]

function atOnce<Result>(result: Result, undo = () => {}): Start<Result> {
  return (resolve) => {
    resolve(result)
    return undo
  }
}

function soon<Result>(result: Result, undo = () => {}): Start<Result> {
  return (resolve) => {
    queueMicrotask(() => resolve(result))
    return undo
  }
}

describe('a wait', () => {
  it('ends with what is handed over, at once or later', async () => {
    const undo = vi.fn()
    const [first, second] = signals()
    const both = [first.signal, second.signal]
    expect(await unlessAborted(both, atOnce(1, undo))).toBe(1)
    expect(await unlessAborted(both, soon(2, undo))).toBe(2)
    first.abort()
    expect(undo).not.toHaveBeenCalled()
  })

  it('ends with nothing when any signal is aborted, and is undone before anything else happens', async () => {
    for (const which of [0, 1] as const) {
      const undo = vi.fn()
      const controllers = signals()
      const wait = unlessAborted(
        controllers.map(({ signal }) => signal),
        () => undo,
      )
      controllers[which].abort()
      expect(undo).toHaveBeenCalledOnce()
      expect(await wait).toBeUndefined()
      controllers[1 - which]?.abort()
      expect(undo).toHaveBeenCalledOnce()
    }
  })

  it('does not even begin when a signal is aborted already', async () => {
    const start = vi.fn(() => () => {})
    expect(await unlessAborted([undefined, AbortSignal.abort()], start)).toBeUndefined()
    expect(start).not.toHaveBeenCalled()
  })

  it('does without signals', async () => {
    expect(await unlessAborted([undefined], atOnce('done'))).toBe('done')
  })

  it('leaves no listener on a signal that outlives it', async () => {
    const { signal } = new AbortController()
    const added = vi.spyOn(signal, 'addEventListener')
    const removed = vi.spyOn(signal, 'removeEventListener')
    for (let round = 0; round < 3; round += 1) {
      await unlessAborted([signal], soon(round))
    }
    expect(added).toHaveBeenCalledTimes(3)
    expect(removed.mock.calls).toEqual(added.mock.calls)
  })
})
