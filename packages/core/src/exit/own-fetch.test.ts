import { Agent, getGlobalDispatcher, MockAgent, ProxyAgent, setGlobalDispatcher } from 'undici'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { resolveRobotOptions } from '../robot-options.ts'
import { sendsAsNode } from './own-fetch.ts'

const webhook = 'fake-token-0123456789'
const { fetch } = resolveRobotOptions({ webhook })
const before = getGlobalDispatcher()

afterEach(() => {
  vi.unstubAllGlobals()
  setGlobalDispatcher(before)
})

describe('requests go out as Node sends them', () => {
  it('by default', () => {
    expect(sendsAsNode(fetch)).toBe(true)
    setGlobalDispatcher(new Agent())
    expect(sendsAsNode(fetch)).toBe(true)
  })

  it('unless the robot has a fetch of its own', () => {
    const { fetch: own } = resolveRobotOptions({ webhook, fetch: globalThis.fetch })
    expect(sendsAsNode(own)).toBe(false)
  })

  it('unless the global fetch is patched, or mocked', () => {
    for (const patched of [vi.fn(), async () => new Response()]) {
      vi.stubGlobal('fetch', patched)
      expect(sendsAsNode(fetch)).toBe(false)
    }
  })

  it.each([
    ['proxy', () => new ProxyAgent('http://127.0.0.1:9')],
    ['mock', () => new MockAgent()],
  ])('unless undici has a global %s', (_, create) => {
    setGlobalDispatcher(create())
    expect(sendsAsNode(fetch)).toBe(false)
  })
})
