import { expect, it } from 'vitest'
import { faultKinds } from '../../../src/faults/fault.ts'
import { start } from '../../../test/help.ts'
import { faultOf, firstFault, withKind } from './fault-draft.ts'

it.each(faultKinds)('%s: the server takes the fault as the form makes it', async (kind) => {
  const { url } = await start()
  const response = await fetch(`${url}/api/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(faultOf(withKind(firstFault, kind))),
  })
  expect([response.status, JSON.parse(await response.text()).faults]).toMatchObject([
    201,
    [{ kind, times: 1 }],
  ])
})

it('hits a few, all, or some by chance', () => {
  expect(faultOf({ ...firstFault, times: '3' })).toEqual({ kind: 'throttled', times: 3 })
  expect(faultOf({ ...firstFault, how: 'always' })).toEqual({ kind: 'throttled', times: null })
  expect(faultOf({ ...firstFault, how: 'chance', chance: '25' })).toEqual({
    kind: 'throttled',
    times: null,
    probability: 0.25,
  })
})

it('sends the particulars only of kinds that have them', () => {
  const draft = { ...firstFault, robot: 'a', delayMs: '50', status: '503', deliver: true }
  expect(faultOf({ ...draft, kind: 'http500' })).toEqual({
    kind: 'http500',
    times: 1,
    robot: 'a',
    delayMs: 50,
    status: 503,
    deliver: true,
  })
  expect(faultOf({ ...draft, kind: 'busy' })).toEqual({ kind: 'busy', times: 1, robot: 'a', delayMs: 50 })
  expect(faultOf({ ...draft, kind: 'answer', status: '' })).toMatchObject({ errcode: -1, errmsg: '系统繁忙' })
})
