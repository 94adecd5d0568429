import { createHash } from 'node:crypto'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { secret, token, webhook } from '../../test/scripted-fetch.ts'
import { Endpoint } from './endpoint.ts'
import { sign } from './sign.ts'

const at = 1_700_000_000_000
const open = (webhook: string | URL, secret?: string, allowHttp = false) =>
  new Endpoint(webhook, secret, allowHttp)
const urlOf = (webhook: string | URL, secret?: string) => new URL(open(webhook, secret).sign(at).url)

describe('a webhook', () => {
  it('may be the whole URL, a URL object or the bare token, with blanks around it', () => {
    for (const given of [webhook, new URL(webhook), token, ` ${webhook}\n`, `\t${token} `]) {
      expect(open(given).sign(at).url).toBe(webhook)
    }
  })

  it.each([
    `https://oapi.dingtalk.io/robot/send?access_token=${token}`,
    `https://zwopenplatform.example.gov.cn/robot/send?access_token=${token}`,
    `https://oapi.dingtalk.com/robot/sendBySession?session=${token}`,
    `https://gateway.example/dingtalk/${token}?team=a`,
    `https://gateway.example:8443/robot/send?access_token=${token}&team=a`,
    `http://localhost:3000/robot/send?access_token=${token}`,
    `http://robot.localhost/robot/send?access_token=${token}`,
    `http://127.0.0.1:3000/robot/send?access_token=${token}`,
    `http://127.8.8.8/robot/send?access_token=${token}`,
    `http://[::1]:3000/robot/send?access_token=${token}`,
  ])('may stand at any host: %s', (given) => {
    expect(open(given).sign(at).url).toBe(given)
  })

  it.each([
    '',
    '  ',
    'not a url',
    'ftp://oapi.dingtalk.com/robot/send?access_token=x',
    'javascript:alert(1)',
    '//oapi.dingtalk.com/robot/send?access_token=x',
    'https://',
    'https://oapi.dingtalk.com/robot/send',
    'https://oapi.dingtalk.com/robot/send?access_token=',
    'https://oapi.dingtalk.com/robot/sendBySession?session=',
    'https://me:pass@oapi.dingtalk.com/robot/send?access_token=x',
    `https://oapi.dingtalk.com/robot/send?access_token=${token} https://oapi.dingtalk.com`,
    'http://10.0.0.5/robot/send?access_token=x',
    'http://127.0.0.1.example.com/robot/send?access_token=x',
    'http://localhost.example.com/robot/send?access_token=x',
    'http://notlocalhost/robot/send?access_token=x',
    null,
    undefined,
    42,
    {},
    [],
    true,
    Symbol('webhook'),
  ])('is refused without being quoted: %s', (given) => {
    const refuse = () => Reflect.construct(Endpoint, [given, undefined, false])
    expect(refuse).toThrow(/^webhook: expected an https URL with access_token .*, got /)
    const quoted = typeof given === 'string' && given.trim() !== '' ? given.trim() : 'never'
    expect(refuse).not.toThrow(quoted)
  })

  it('may use plain http on any host where that is allowed', () => {
    const given = `http://10.0.0.5/robot/send?access_token=${token}`
    expect(open(given, undefined, true).sign(at).url).toBe(given)
  })
})

describe('a signature', () => {
  it('is made for the moment and encoded once', () => {
    const url = urlOf(webhook, secret)
    expect(url.href).toContain(`&sign=${encodeURIComponent(sign(at, secret))}`)
    expect(url.searchParams.get('timestamp')).toBe(String(at))
    expect(url.searchParams.get('sign')).toBe(sign(at, secret))
  })

  it('takes the place of one that was pasted with the URL, time and again', () => {
    const endpoint = open(`${webhook}&timestamp=1&sign=old%3D&sign=older`, secret)
    for (const moment of [at, at + 1, at + 2]) {
      const { searchParams } = new URL(endpoint.sign(moment).url)
      expect(searchParams.getAll('timestamp')).toEqual([String(moment)])
      expect(searchParams.getAll('sign')).toEqual([sign(moment, secret)])
    }
  })

  it('is left out without a secret, a pasted one as well', () => {
    expect(urlOf(`${webhook}&timestamp=1&sign=old`).href).toBe(webhook)
    expect(urlOf(webhook, '').href).toBe(webhook)
    expect(urlOf(webhook, ' \n').href).toBe(webhook)
  })

  it('is made with the secret as it is, but for blanks around it', () => {
    expect(urlOf(webhook, ` ${secret}\n`).searchParams.get('sign')).toBe(sign(at, secret))
    expect(urlOf(webhook, 'no prefix').searchParams.get('sign')).toBe(sign(at, 'no prefix'))
  })

  it.each([42, null, {}, ['SEC']])('is not made with %j', (given) => {
    expect(() => Reflect.construct(Endpoint, [webhook, given, false])).toThrow(
      /^secret: expected a string, got /,
    )
  })
})

describe('the identity', () => {
  it('is the SHA-256 of the token, however the token was given', () => {
    const expected = createHash('sha256').update(token).digest('hex')
    for (const given of [token, webhook, `${webhook}&timestamp=1&sign=x`, webhook.replace('.com', '.io')]) {
      expect(open(given, secret).identity).toBe(expected)
    }
    expect(open(`https://oapi.dingtalk.com/robot/sendBySession?session=${token}`).identity).toBe(expected)
  })

  it('tells gateways apart that keep the key in the path', () => {
    const identities = ['https://a.example/x', 'https://b.example/x', 'https://a.example/y'].map(
      (given) => open(given).identity,
    )
    expect(new Set(identities).size).toBe(3)
  })
})

describe('the secrets', () => {
  it('are token, secret and the sign of the attempt, plain and encoded', () => {
    const { secrets } = open(webhook, secret).sign(at)
    const signature = sign(at, secret)
    expect(secrets).toEqual(expect.arrayContaining([token, secret, signature, encodeURIComponent(signature)]))
  })

  it('are the path and the query where the key stands there', () => {
    expect(open('https://gateway.example/hook/fake-key?team=a').sign(at).secrets).toContain(
      '/hook/fake-key?team=a',
    )
  })

  it('cannot be seen in the endpoint', () => {
    const endpoint = open(webhook, secret)
    const shown = inspect(endpoint, { depth: 10, showHidden: true }) + JSON.stringify(endpoint)
    expect(shown).not.toContain(token)
    expect(shown).not.toContain(secret)
  })
})
