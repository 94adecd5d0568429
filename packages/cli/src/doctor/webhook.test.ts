import { expect, it } from 'vitest'
import { checkSecret } from './secret.ts'
import { checkWebhook } from './webhook.ts'

const token = 'fa4e0000000000000000000000000000000000000000000000000000000000aa'
const full = `https://oapi.dingtalk.com/robot/send?access_token=${token}`

it.each([
  [full, 'ok', 'https://oapi.dingtalk.com/robot/send?access_token=***'],
  [token, 'ok', 'https://oapi.dingtalk.com/robot/send?access_token=***'],
  [
    'https://oapi.dingtalk.com/robot/sendBySession?session=fa4e',
    'ok',
    'https://oapi.dingtalk.com/robot/sendBySession?session=***',
  ],
  ['https://gateway.example/hook/fa4efa4e', 'ok', 'https://gateway.example/***'],
  [`${full}&timestamp=1&sign=fa4e`, 'warn', 'it carries an old timestamp and sign'],
  ['https://oapi.dingtalk.com/robot/send?access_token=fa4e', 'warn', 'the access_token has 4 characters'],
  [`"${full}"`, 'wrong', 'There are quotes around it'],
  [`${full} x`, 'wrong', 'a blank or a line break'],
  ['SECfake0fake0fake0fake0', 'wrong', 'This is the signing secret'],
  [full.replace('https', 'http'), 'wrong', 'plain http'],
  ['https://oapi.dingtalk.com/robot/send', 'wrong', 'It has no access_token'],
  ['https://oapi.dingtalk.com/robot/send?access_token=', 'wrong', 'It has no access_token'],
  ['ftp://oapi.dingtalk.com/robot/send?access_token=fa4e', 'wrong', 'It does not begin with https://'],
  ['https://me:fa4e@oapi.dingtalk.com/robot/send?access_token=fa4e', 'wrong', 'no user and password'],
  ['钉钉', 'wrong', 'neither a URL nor an access token'],
])('reads the webhook %s as %s', async (webhook, status, words) => {
  const { finding, url } = await checkWebhook({ webhook })
  expect(finding.status).toBe(status)
  expect(finding.says.en).toContain(words)
  expect(url === undefined).toBe(status === 'wrong')
  expect(JSON.stringify(finding)).not.toContain('fa4e')
  expect(JSON.stringify(finding)).not.toContain('fake0')
})

it('takes plain http where it is allowed, and the robot’s other fields for what they are', async () => {
  const webhook = full.replace('https', 'http')
  expect((await checkWebhook({ webhook, allowHttp: true })).finding.status).toBe('ok')
  const many = await checkWebhook({ webhook: full, keywords: Array.from({ length: 11 }, String) })
  expect(many.finding).toMatchObject({
    status: 'wrong',
    says: { en: expect.stringContaining('DINGTALK_KEYWORDS: expected 10') },
  })
})

it.each([
  [undefined, 'ok', 'not set'],
  [`SEC${token}`, 'ok', 'well formed'],
  ['fa4e'.repeat(16), 'warn', 'has 64 characters'],
  ['SEC fake', 'wrong', 'a blank'],
  ['oapi.dingtalk.com', 'wrong', 'a part of the webhook'],
])('reads the secret %s as %s', (secret, status, words) => {
  const finding = checkSecret({ webhook: full, secret, keywords: [] })
  expect([finding.status, finding.says.en]).toEqual([status, expect.stringContaining(words)])
  expect(JSON.stringify(finding)).not.toContain('fa4e')
})
