import suite from 'abstract-winston-transport'
import { afterAll, afterEach, beforeEach, describe, it, vi } from 'vitest'
import { DingTalkTransport } from '../src/index.ts'
import { listen } from './help.ts'

type Done = (error?: unknown) => void
type Body = (done: Done) => unknown

/** Vitest has no `done`. */
function awaited(body: Body): () => Promise<unknown> {
  return () =>
    new Promise((resolve, reject) => {
      const returned = body((error) => (error ? reject(error) : resolve(undefined)))
      if (body.length === 0) resolve(returned)
    })
}

vi.stubGlobal('describe', describe)
vi.stubGlobal('it', (name: string, body: Body) => it(name, awaited(body)))
vi.stubGlobal('beforeEach', (body: Body) => beforeEach(awaited(body)))
vi.stubGlobal('afterEach', (body: Body) => afterEach(awaited(body)))
vi.stubGlobal('after', (body: Body) => afterAll(awaited(body)))
suite({
  name: 'DingTalkTransport',
  Transport: DingTalkTransport,
  construct: () => ({ alerter: listen().alerter }),
})
