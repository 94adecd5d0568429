import { expect, it } from 'vitest'
import { start } from '../../../test/help.ts'
import { badNumbers, draftOf, listOf, makeSecret, robotOf } from './robot-draft.ts'

it('starts from the defaults and survives the way through the server', async () => {
  const { url } = await start({ robots: [] })
  const draft = {
    ...draftOf(undefined),
    name: '新',
    keywords: '告警，恢复',
    allowIps: '10.0.0.0/8',
    secret: makeSecret(),
  }
  const response = await fetch(`${url}/api/robots`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(robotOf(draft)),
  })
  const robot = JSON.parse(await response.text())
  expect(response.status).toBe(201)
  expect(draftOf(robot)).toEqual({ ...draft, keywords: '告警, 恢复', token: robot.token })
})

it('reads an empty limit as none', () => {
  const draft = { ...draftOf(undefined), perMinute: ' ', perMonth: '', banSeconds: '0.5' }
  expect(robotOf(draft)).toMatchObject({ perMinute: false, perMonth: false, banMs: 500, secret: '' })
  expect(robotOf(draft)).not.toHaveProperty('token')
  expect(badNumbers(draft)).toEqual([])
})

it('names the number fields that hold none', () => {
  const draft = { ...draftOf(undefined), perMinute: '-1', perMonth: '1e3', banSeconds: '' }
  expect(badNumbers(draft)).toEqual(['perMinute', 'perMonth', 'banSeconds'])
})

it('cuts lists at commas of both alphabets', () => {
  expect(listOf(' a, b，c\nd ,,')).toEqual(['a', 'b', 'c', 'd'])
})

it('makes secrets in the shape of DingTalk, each another', () => {
  expect(makeSecret()).toMatch(/^SEC[0-9a-f]{64}$/)
  expect(makeSecret()).not.toBe(makeSecret())
})
