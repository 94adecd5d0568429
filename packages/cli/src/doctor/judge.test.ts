import { DingTalkError } from '@dingbell/core'
import { expect, it } from 'vitest'
import { judgeRefusal } from './judge.ts'

const refusal = (more: { reason?: 'keyword' } = {}) =>
  new DingTalkError('ERR_DINGTALK_SECURITY', 'ops: refused', { errcode: 310000, errmsg: 'news', ...more })
const statusesOf = (error: DingTalkError) => judgeRefusal(error).map(({ check, status }) => [check, status])

it('blames the setting that a refusal names, and the robot for one that names none', () => {
  expect(statusesOf(refusal({ reason: 'keyword' }))).toEqual([
    ['robot', 'ok'],
    ['signature', 'unproven'],
    ['keyword', 'wrong'],
    ['ip', 'unproven'],
  ])
  expect(statusesOf(refusal())).toEqual([
    ['robot', 'wrong'],
    ['signature', 'unproven'],
    ['keyword', 'unproven'],
    ['ip', 'unproven'],
  ])
})
