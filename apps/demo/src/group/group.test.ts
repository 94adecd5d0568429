import { expect, it } from 'vitest'
import { openGroup } from './group.ts'

it('reads the keywords of a real group between commas, Chinese ones as well', async () => {
  const env = { DINGTALK_WEBHOOK: 'fa4ereal', DINGTALK_KEYWORDS: '告警，错误, shop' }
  const { emulator, robots } = await openGroup(env, 0)
  expect(emulator).toBeUndefined()
  expect(robots.alerts.keywords?.map((keyword) => keyword.trim())).toEqual(['告警', '错误', 'shop'])
})
