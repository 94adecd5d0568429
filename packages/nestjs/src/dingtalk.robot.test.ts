import { type FetchLike, text } from '@dingbell/core'
import { afterEach, expect, it, vi } from 'vitest'
import { createRobot } from './dingtalk.robot.ts'

afterEach(() => vi.unstubAllEnvs())

it('reads the keywords of the environment as the alerter does, between Chinese commas as well', async () => {
  vi.stubEnv('DINGTALK_WEBHOOK', 'https://oapi.dingtalk.com/robot/send?access_token=fa4ekeywords')
  vi.stubEnv('DINGTALK_KEYWORDS', '告警，错误')
  const bodies: unknown[] = []
  const fetch: FetchLike = async (_, { body }) => {
    bodies.push(JSON.parse(body))
    return { status: 200, headers: { get: () => null }, body: '{"errcode":0}' }
  }
  await createRobot({ fetch }, undefined).send(text('x'))
  expect(bodies).toMatchObject([{ text: { content: 'x\n\n告警' } }])
})
