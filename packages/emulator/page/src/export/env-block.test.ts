import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { run } from '../../../test/tools.ts'
import type { RobotView } from '../wire/types.ts'
import { envBlockOf } from './env-block.ts'

const robot: RobotView = {
  name: 'default',
  token: 'fake',
  secret: 'SECfake',
  keywords: ['告警', 'two words', '#1', "it's"],
  allowIps: [],
  perMinute: 20,
  banMs: 0,
  perMonth: false,
  state: 'active',
  webhook: 'http://127.0.0.1:5588/robot/send?access_token=fake',
  meters: { slotsUsed: 0, perMinute: 20, banRemainingMs: 0, month: '2026-11', monthUsed: 0, perMonth: false },
}

it('is read back by node --env-file', async () => {
  const file = join(tmpdir(), `dingbell-env-${process.pid}`)
  await writeFile(file, envBlockOf(robot))
  const { stdout } = await run(process.execPath, [`--env-file=${file}`, '-p', 'JSON.stringify(process.env)'])
  expect(JSON.parse(stdout)).toMatchObject({
    DINGTALK_WEBHOOK: robot.webhook,
    DINGTALK_SECRET: 'SECfake',
    DINGTALK_KEYWORDS: "告警,two words,#1,it's",
  })
})

it('names only what the robot has', () => {
  const { secret: _, ...open } = robot
  expect(envBlockOf({ ...open, secret: undefined, keywords: [] })).toBe(`DINGTALK_WEBHOOK=${robot.webhook}\n`)
})
