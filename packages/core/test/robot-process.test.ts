import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const prelude = `
import { createRequire } from 'node:module'
import * as esm from '${dist}index.js'
const cjs = createRequire('${dist}')('./index.cjs')
const webhook = 'https://oapi.dingtalk.com/robot/send?access_token=fake-token-of-two-copies'
const answer = (body) => async () => new Response(JSON.stringify(body))
const ok = answer({ errcode: 0, errmsg: 'ok' })
const codeOf = (promise) => promise.then(() => 'sent', (error) => error.code)
`

/** Runs a module in a process of its own, with the built package; returns what it printed as JSON. */
async function run(script: string): Promise<unknown> {
  const args = ['--input-type=module', '--eval', prelude + script]
  const { stderr, stdout } = await promisify(execFile)(process.execPath, args)
  expect(stderr).toBe('')
  return stdout === '' ? undefined : JSON.parse(stdout)
}

describe('the ESM and the CJS copy of this package in one process', () => {
  it('are two copies', async () => {
    expect(await run('console.log(esm.Robot === cjs.Robot)')).toBe(false)
  })

  it('share the slots of a robot', async () => {
    const seen = await run(`
      let requests = 0
      const fetch = async (...all) => (requests++, ok(...all))
      const [one, two] = [esm, cjs].map(({ Robot }) => new Robot({ webhook, fetch, perMinute: 1 }))
      const first = await codeOf(one.send(esm.text('a')))
      const caller = new AbortController()
      const second = codeOf(two.send(cjs.text('b'), { signal: caller.signal }))
      await new Promise((resolve) => setImmediate(resolve))
      caller.abort()
      console.log(JSON.stringify([first, await second, requests]))
    `)
    expect(seen).toEqual(['sent', 'ERR_DINGTALK_ABORTED', 1])
  })

  it('share a ban, and know the errors of each other', async () => {
    const seen = await run(`
      const throttled = answer({ errcode: 130101, errmsg: 'send too fast, exceed 20 times per minute' })
      const first = new cjs.Robot({ webhook, fetch: throttled }).send(cjs.text('a'))
      const error = await first.catch((error) => error)
      const second = new esm.Robot({ webhook, fetch: ok }).send(esm.text('b'))
      console.log(JSON.stringify([error.code, await codeOf(second), esm.isDingTalkError(error), error instanceof esm.DingTalkError]))
    `)
    expect(seen).toEqual(['ERR_DINGTALK_THROTTLED', 'ERR_DINGTALK_THROTTLED', true, false])
  })
})

describe('a process', () => {
  it('is kept by a message whose outcome somebody awaits, even when nothing else does', async () => {
    const seen = await run(`
      const fetch = () => new Promise(() => {})
      const robot = new esm.Robot({ webhook, fetch, timeoutMs: 50, retry: { attempts: 2, baseDelayMs: 1 } })
      console.log(JSON.stringify(await codeOf(robot.send(esm.text('a')))))
    `)
    expect(seen).toBe('ERR_DINGTALK_AMBIGUOUS')
  })

  it('is not kept by a robot that has nothing to send', async () => {
    // A process that stayed would let this test run out of time.
    await run(`
      const robot = new esm.Robot({ webhook, fetch: ok })
      await robot.send(esm.text('a'))
    `)
  })
})
