import { expect, it } from 'vitest'
import { type Arrival, addSample, createGroup, wantsSample } from './arrival.ts'

function arrival(raw: string, message = raw): Arrival {
  const alert = { level: 'error' as const, message, time: 0, host: 'h' }
  return { fingerprint: 'f', level: 'error', time: 0, mentions: false, raw, alert: () => alert }
}

it('a group asks for nothing that it has, whichever of its messages came last', () => {
  const group = createGroup(arrival('the primary is down'), 0, 0, 0)
  expect(wantsSample(group, 'the primary is down')).toBe(false)
  expect(wantsSample(group, 'the replica is down')).toBe(true)
  addSample(group, arrival('the replica is down'))
  for (const known of ['the primary is down', 'the replica is down'])
    expect(wantsSample(group, known)).toBe(false)
  expect(wantsSample(group, 'both are down')).toBe(true)
})

it('a group stops looking at messages of which nothing new is left', () => {
  const group = createGroup(arrival('token=abc', 'token=[redacted]'), 0, 0, 0)
  const raws = Array.from({ length: 100 }, (_, n) => `token=${'x'.repeat(n)}`)
  const looked = raws.filter((raw) => {
    const wants = wantsSample(group, raw)
    if (wants) addSample(group, arrival(raw, 'token=[redacted]'))
    return wants
  })
  expect(looked).toHaveLength(10)
  expect(group.samples).toEqual(['token=[redacted]'])
})
