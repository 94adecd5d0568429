import { isDingTalkError } from '@dingbell/core'
import { expect, it, vi } from 'vitest'
import { RingOnError } from './ring-on-error.decorator.ts'

function refusal(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return isDingTalkError(error) ? error.message : error
  }
  return undefined
}

it('refuses what is no method of an instance', () => {
  const decorate = RingOnError()
  class Cats {
    static count(): void {}
    get name(): string {
      return 'cats'
    }
  }
  const describe = (target: object, key: string) => Object.getOwnPropertyDescriptor(target, key) ?? {}
  expect(refusal(() => decorate(Cats, 'count', describe(Cats, 'count')))).toMatch(/@RingOnError\(\).*count/)
  expect(refusal(() => decorate(Cats.prototype, 'name', describe(Cats.prototype, 'name')))).toMatch(
    /name is not/,
  )
})

it('says once, and only when something fails, that an instance has no alerter', async () => {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
  class Jobs {
    @RingOnError()
    run(fails: boolean): string {
      if (fails) throw new Error('failed')
      return 'done'
    }
  }
  const jobs = new Jobs()
  expect(jobs.run(false)).toBe('done')
  expect(warn).not.toHaveBeenCalled()
  for (let round = 0; round < 3; round += 1) expect(() => jobs.run(true)).toThrow('failed')
  expect(warn.mock.calls.map(([text]) => text)).toEqual([expect.stringContaining('Jobs.run has no alerter')])
  warn.mockRestore()
})

it('does not swallow a rejection that nobody awaits', async () => {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
  class Jobs {
    @RingOnError()
    run(): Promise<never> {
      return Promise.reject(new Error('unhandled'))
    }
  }
  const before = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection')
  const unhandled = new Promise((resolve) => process.once('unhandledRejection', resolve))
  new Jobs().run()
  expect(await unhandled).toMatchObject({ message: 'unhandled' })
  for (const listener of before) process.on('unhandledRejection', listener)
  warn.mockRestore()
})

it('leaves thenables alone that are no promises', () => {
  let asked = 0
  // A query builder sends its query when it is asked for its outcome.
  const query = new Map([['then', () => (asked += 1)]])
  Reflect.set(query, 'then', query.get('then'))
  class Jobs {
    @RingOnError()
    run(): typeof query {
      return query
    }
  }
  expect(new Jobs().run()).toBe(query)
  expect(asked).toBe(0)
})
