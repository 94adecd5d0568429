import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openHost } from '../../src/host/host.ts'
import { openQuota } from '../../src/pace/quota.ts'
import { createRegistry } from '../../src/pace/registry.ts'
import { type Slot, Slots } from '../../src/pace/slots.ts'
import { tempDir } from './machine.ts'

const june = Date.UTC(2026, 5, 15, 2)
const minute = 60_000
const dingTalk = 'https://oapi.dingtalk.com/robot/send?access_token=fake'
const rules = { perMonth: 3_000, share: 0.8, key: '' }

/** A process that counts its messages in the given directory. */
function start(dir: string, { key = '', url = dingTalk, now = june } = {}) {
  const shared = createRegistry().shared()
  const host = openHost({ dir, shared })
  const quota = openQuota({ ...rules, key }, shared, now, (each) => host.meter(each, url))
  if (!quota) throw new Error('no quota')
  return { host, quota, shared }
}

describe('the month of a host', () => {
  it('is counted by all its processes together, restarts included', () => {
    const dir = tempDir()
    const [one, other] = [start(dir).quota, start(dir).quota]
    one.count(100, 0, june)
    other.count(120, 0, june)
    expect(one.stats(june)).toEqual({ usedThisMonth: 220, perMonth: 3_000, bucket: 80 })
    expect(start(dir, { now: june + minute }).quota.stats(june).usedThisMonth).toBe(220)
  })

  it('is another one for another key, and for a local server', () => {
    const dir = tempDir()
    start(dir).quota.count(10, 0, june)
    expect(start(dir, { key: 'billing' }).quota.stats(june).usedThisMonth).toBe(0)
    expect(
      start(dir, { url: 'http://127.0.0.1:4141/robot/send?access_token=fake' }).quota.stats(june)
        .usedThisMonth,
    ).toBe(0)
  })

  it('of a local server is not that of DingTalk, in one process either', () => {
    const { host, quota, shared } = start(tempDir())
    quota.count(300, 0, june)
    const local = openQuota(rules, shared, june, (key) =>
      host.meter(key, 'http://127.0.0.1:4141/robot/send?access_token=fake'),
    )
    expect(local?.stats(june)).toMatchObject({ usedThisMonth: 0, bucket: 300 })
  })

  it('announces a mark once for all', () => {
    const dir = tempDir()
    const [one, other] = [start(dir).quota, start(dir).quota]
    one.count(1_920, 0, june)
    expect(other.announcement(june)).toBe(80)
    one.announced(80, june)
    expect(other.announcement(june)).toBeUndefined()
  })

  it('begins anew with a new month, and is not stopped by a clock that was years ahead', () => {
    const dir = tempDir()
    const { quota } = start(dir)
    quota.count(50, 0, june)
    expect(quota.stats(june + 20 * 24 * 60 * minute).usedThisMonth).toBe(0)
    quota.count(50, 0, june + 20 * 24 * 60 * minute)
    expect(start(dir).quota.stats(june).usedThisMonth).toBe(50)
    quota.count(7, 0, Date.UTC(2031, 0, 5))
    expect(start(dir).quota.stats(june).usedThisMonth).toBe(0)
  })

  it('counts each direct call of a process once, whoever keeps the meter', () => {
    const dir = tempDir()
    const { host, quota, shared } = start(dir)
    quota.count(0, 3, june)
    quota.count(0, 3, june)
    expect(quota.stats(june).usedThisMonth).toBe(3)
    const slots = new Slots()
    host
      .slots(endpoint, { perMinute: 18, timeoutMs: 10_000 })
      .share(slots, 0, () => slots.held.push(directSlot))
    expect([quota.stats(june).usedThisMonth, shared.directCalls]).toEqual([3, 0])
  })

  it('counts direct calls of a process that has no meter', () => {
    const dir = tempDir()
    const host = openHost({ dir, shared: createRegistry().shared() })
    const slots = new Slots()
    const book = host.slots(endpoint, { perMinute: 18, timeoutMs: 10_000 })
    book.share(slots, 0, () => slots.held.push(directSlot))
    book.share(slots, 0, () => {})
    expect(start(dir, { now: Date.now() }).quota.stats(Date.now()).usedThisMonth).toBe(1)
  })

  it('goes on within the process where the directory cannot be used, and says so once', () => {
    const file = join(tempDir(), 'file')
    writeFileSync(file, '')
    const { quota, shared } = start(file)
    quota.count(5, 0, june)
    quota.count(5, 0, june)
    expect(quota.stats(june).usedThisMonth).toBe(10)
    expect(shared.toldAlone).toBe(true)
  })
})

const endpoint = { identity: 'a', sign: () => ({ url: dingTalk, secrets: [] }) }
const directSlot: Slot = { kind: 'direct', perMinute: 18, freeAt: 1e9, coolMs: 1e9 }
