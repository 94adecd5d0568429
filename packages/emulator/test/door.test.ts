import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { errcodeOf, hello, post, start } from './help.ts'

describe('the door', () => {
  it('answers errcode 0 as a JSON object to a sound message', async () => {
    const emulator = await start()
    const answer = await post(emulator.webhook(), hello)
    expect(answer).toMatchObject({ status: 200, json: { errcode: 0, errmsg: 'ok' } })
    expect(emulator.messages()).toMatchObject([
      { robot: 'default', msgtype: 'text', body: hello, bytes: Buffer.byteLength(JSON.stringify(hello)) },
    ])
  })

  it('asks for the token that is missing (40035)', async () => {
    const { url } = await start()
    expect((await post(`${url}/robot/send`, hello)).json).toEqual({
      errcode: 40035,
      errmsg: '缺少参数 access_token',
    })
  })

  it('does not know a foreign token (300005)', async () => {
    const { url } = await start()
    const answer = await post(`${url}/robot/send?access_token=nobody`, hello)
    expect(answer.json).toEqual({ errcode: 300005, errmsg: 'token is not exist' })
  })

  it.each([
    ['stopped', 400102],
    ['removed', 400106],
    ['disbanded', 400013],
  ] as const)('answers for a robot that is %s with %i', async (state, errcode) => {
    const emulator = await start({ robots: [{ state }] })
    expect(await errcodeOf(emulator.webhook(), hello)).toBe(errcode)
  })

  it('wants POST (43002)', async () => {
    const emulator = await start()
    const answer = await (await fetch(emulator.webhook())).json()
    expect(answer).toMatchObject({ errcode: 43002 })
    expect(await errcodeOf(emulator.webhook(), hello, { method: 'PUT' })).toBe(43002)
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])(
    'does not take the content type %s (43004)',
    async (type) => {
      const emulator = await start()
      expect(await errcodeOf(emulator.webhook(), hello, { headers: { 'content-type': type } })).toBe(43004)
    },
  )

  it('does not take a body without a content type (43004)', async () => {
    const emulator = await start()
    const text = await new Promise<string>((resolve, reject) => {
      const call = request(emulator.webhook(), { method: 'POST' }, (response) => {
        response.setEncoding('utf8').once('data', resolve)
      })
      call.on('error', reject).end(JSON.stringify(hello))
    })
    expect(JSON.parse(text)).toMatchObject({ errcode: 43004 })
  })

  it('takes application/json with a charset, in any case', async () => {
    const emulator = await start()
    const headers = { 'content-type': 'Application/JSON; charset=UTF-8' }
    expect(await errcodeOf(emulator.webhook(), hello, { headers })).toBe(0)
  })

  it.each(['', ' ', '{', '[]', '"text"', 'null', '7'])(
    'misses the JSON object in the body %j (40035)',
    async (body) => {
      const emulator = await start()
      expect((await post(emulator.webhook(), body)).json).toEqual({ errcode: 40035, errmsg: '缺少参数 json' })
    },
  )

  it('takes 20,000 bytes and not one more (460101)', async () => {
    const emulator = await start()
    const frame = JSON.stringify({ msgtype: 'text', text: { content: '' } }).length
    const bodyOf = (bytes: number) => ({ msgtype: 'text', text: { content: 'a'.repeat(bytes - frame) } })
    expect(await errcodeOf(emulator.webhook(), bodyOf(20_000))).toBe(0)
    expect((await post(emulator.webhook(), bodyOf(20_001))).json).toEqual({
      errcode: 460101,
      errmsg: 'message too long, exceed 20000 bytes',
    })
  })

  it('counts bytes, not characters', async () => {
    const emulator = await start()
    const body = { msgtype: 'text', text: { content: '字'.repeat(6700) } }
    expect(await errcodeOf(emulator.webhook(), body)).toBe(460101)
  })

  it('knows no other path (404)', async () => {
    const { url } = await start()
    expect(await post(`${url}/robot/elsewhere`, hello)).toMatchObject({ status: 404, json: { errcode: 404 } })
  })

  it('takes a session webhook unsigned, past every security mode', async () => {
    const emulator = await start({ robots: [{ token: 'fake', secret: 'SECfake', keywords: ['x'] }] })
    expect(await errcodeOf(`${emulator.url}/robot/sendBySession?session=fake`, hello)).toBe(0)
    expect(await errcodeOf(`${emulator.url}/robot/sendBySession?session=other`, hello)).toBe(300005)
    expect(await errcodeOf(`${emulator.url}/robot/sendBySession`, hello)).toBe(40035)
  })
})

describe('the wording of errmsg', () => {
  it.each([
    ['plain', /^keywords not in content$/],
    ['more', /^keywords not in content, more: \[https:.+\]$/],
    ['description', /^description:关键词不匹配;solution:.+;\[link:.+;\]$/],
    ['chinese', /^错误描述:关键词不匹配;解决方案:.+;\[参考链接:.+;\]$/],
  ] as const)('comes in the style %s', async (errmsgStyle, pattern) => {
    const emulator = await start({ errmsgStyle, robots: [{ keywords: ['报警'] }] })
    expect((await post(emulator.webhook(), hello)).json.errmsg).toMatch(pattern)
  })

  it('is by itself the one that each code is known for', async () => {
    const emulator = await start({ robots: [{ keywords: ['报警'] }] })
    expect((await post(emulator.webhook(), hello)).json.errmsg).toMatch(/^错误描述:/)
    expect((await post(`${emulator.url}/robot/send?access_token=x`, hello)).json.errmsg).toBe(
      'token is not exist',
    )
  })
})
