import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { rejection, robotFor, secret, token, webhook } from '../test/scripted-fetch.ts'
import { text } from './message/text.ts'
import { lineOf, Robot } from './robot.ts'
import type { FetchLike } from './transport/fetch.ts'

/** Everything that a logger, a debugger or a crash dump could print of a value. */
function printed(value: unknown): string {
  const shown = [
    inspect(value, { depth: 10, showHidden: true, getters: true }),
    JSON.stringify(value),
    String(value),
  ]
  for (let each = value; each instanceof Error; each = each.cause) {
    shown.push(
      each.message,
      each.stack ?? '',
      JSON.stringify(each),
      JSON.stringify(Object.getOwnPropertyDescriptors(each)),
    )
    shown.push(inspect(structuredClone(each), { depth: 10, showHidden: true }))
  }
  return shown.join('\n')
}

function expectSecret(value: unknown, hidden: readonly string[] = [token, secret]): void {
  const shown = printed(value)
  for (const each of hidden) {
    expect(shown).not.toContain(each)
    expect(shown).not.toContain(encodeURIComponent(each))
  }
}

/** The error of a message whose request ended that way, and the sign that it carried. */
async function failed(answer: FetchLike, given: string | URL = webhook): Promise<[unknown, string]> {
  let sign = ''
  const fetch: FetchLike = (url, init) => {
    sign = new URL(url).searchParams.get('sign') ?? ''
    return answer(url, init)
  }
  const { clock, robot } = robotFor(fetch, { webhook: given, secret, retry: { attempts: 1 } })
  const { result } = await clock.waitFor(rejection(robot.send(text('a'))), 20_000)
  return [result, sign]
}

describe('a robot', () => {
  it('shows its name and nothing of its credential', () => {
    const robot = new Robot({ webhook, secret, name: 'ops' })
    expectSecret(robot)
    expectSecret({ ...robot })
    expectSecret(lineOf(robot))
    expect(inspect(robot)).toBe("Robot { name: 'ops' }")
    expect(JSON.stringify(robot)).toBe('{"name":"ops"}')
  })

  it('does not show them in its default name either', () => {
    expect(token).not.toContain(new Robot({ webhook }).name.replace('robot-', ''))
  })
})

describe('a refused option', () => {
  it.each([
    ['a webhook that is no URL', { webhook: `ttps://oapi.dingtalk.com/robot/send?access_token=${token}` }],
    ['a webhook with a blank', { webhook: `${webhook} ${secret}` }],
    ['a webhook by plain http', { webhook: webhook.replace('https', 'http').replace('oapi', 'example') }],
    ['a webhook with a password', { webhook: webhook.replace('//', `//me:${secret}@`) }],
    ['a webhook in a list', { webhook: [webhook] }],
    ['a token for a name', { webhook, name: [token] }],
    ['a secret for a number', { webhook, perMinute: secret }],
    ['a secret for a keyword list', { webhook, keywords: secret }],
    ['a secret in an object', { webhook, secret: { secret } }],
    ['a token for a switch', { webhook, allowHttp: token }],
  ])('does not quote %s', (_, options) => {
    const make = () => Reflect.construct(Robot, [options])
    expect(make).toThrow(/ expected /)
    try {
      make()
    } catch (error) {
      expectSecret(error)
    }
  })
})

describe('an error', () => {
  const echo = (url: string, sign: string) => ({
    errcode: 300005,
    errmsg: `token ${token} (${url}) is not exist, sign ${sign}, ${encodeURIComponent(sign)}, ${secret}`,
  })

  it.each<[string, FetchLike]>([
    [
      'DingTalk, which may echo them',
      async (url) => {
        const sign = new URL(url).searchParams.get('sign') ?? ''
        return new Response(JSON.stringify(echo(url, sign)))
      },
    ],
    ['a page, which may link to them', async (url) => new Response(`<a href="${url}">`, { status: 404 })],
    [
      'a client like axios, which keeps its request',
      async (url, init) => {
        const request = { url, body: init.body, headers: { cookie: secret } }
        const response = { config: request, request, data: secret }
        throw Object.assign(new Error(`Request failed: POST ${url}`), {
          config: request,
          request,
          response,
          url,
        })
      },
    ],
    [
      'fetch itself, which quotes a URL',
      (url) => fetch(`${url} `.replace('https://', 'https://[')).then(() => new Response()),
    ],
    [
      'a chain of causes',
      async (url) => {
        const root = Object.assign(new Error(`getaddrinfo ENOTFOUND ${url}`), { code: `ENOTFOUND ${url}` })
        throw new TypeError('fetch failed', { cause: new AggregateError([root], url, { cause: root }) })
      },
    ],
    ['something that is no error', (url) => Promise.reject(`could not post to ${url} with ${secret}`)],
  ])('says nothing that it heard from %s', async (_, fetch) => {
    const [error, sign] = await failed(fetch)
    expect(error).toMatchObject({ name: 'DingTalkError' })
    expectSecret(error, [token, secret, sign])
  })

  it('says nothing of a session, or of a key in the path of a gateway', async () => {
    const quote: FetchLike = (url) => Promise.reject(new Error(`POST ${url} ${new URL(url).pathname} failed`))
    const session = `https://oapi.dingtalk.com/robot/sendBySession?session=${token}`
    for (const given of [session, new URL(`https://gateway.example/hooks/${token}`)]) {
      const [error, sign] = await failed(quote, given)
      expectSecret(error, [token, secret, sign])
    }
  })

  it('would show them without all this care', () => {
    expect(printed(new Error(`POST ${webhook}`))).toContain(token)
  })
})
