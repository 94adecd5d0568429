import { describe, expect, it } from 'vitest'
import { countIn, imbalance, World } from './world.ts'

describe('after a crash', () => {
  it('a kind that was captured a moment before is announced by the next process', async () => {
    const world = new World()
    const first = world.start()
    first.alerter.capture({ message: 'disk is full' })
    first.kill()
    const second = world.start()
    expect(second.alerter.stats()).toMatchObject({ accepted: 1, pending: 1 })
    await world.settle()
    expect(world.shown.map((each) => each.process)).toEqual([second.name])
    expect(world.shown[0]?.text).toContain('disk is full')
    expect(second.alerter.stats()).toMatchObject({ accepted: 1, delivered: 1, pending: 0 })
  })

  it('counts are there up to the last second, and the rest is said to be missing', async () => {
    const world = new World()
    const first = world.start()
    for (let n = 0; n < 40; n += 1) first.alerter.capture({ message: 'disk is full' })
    await world.clock.advance(1_001)
    for (let n = 0; n < 7; n += 1) first.alerter.capture({ message: 'disk is full' })
    first.alerter.capture({ message: 'something else' })
    first.kill()
    const second = world.start()
    await world.settle()
    expect(second.alerter.stats()).toMatchObject({ delivered: 1, dropped: { spool: 7 } })
    expect(imbalance(second.alerter)).toBe(0)
    expect(world.shown.at(-1)?.text).toContain('7 alerts of its last moments')
  })

  it('a message that nobody heard of goes out again as it was, under its number', async () => {
    const world = new World()
    world.answer = (_post, nth) => (nth === 1 ? 'lost' : 'ok')
    const first = world.start()
    first.alerter.capture({ message: 'disk is full' })
    await world.clock.advance(600)
    first.kill()
    const second = world.start()
    await world.clock.advance(5_000)
    expect(world.posts).toHaveLength(2)
    expect(world.posts[1]?.body).toBe(world.posts[0]?.body)
    expect(world.shown).toHaveLength(1)
    expect(second.alerter.stats()).toMatchObject({ accepted: 1, delivered: 1 })
    second.alerter.capture({ message: 'another' })
    await world.clock.advance(5_000)
    expect(world.posts[2]?.text).toContain('#2')
  })

  it('after more than two minutes it is composed anew, and says that it may repeat', async () => {
    const world = new World()
    world.answer = (_post, nth) => (nth === 1 ? 'lost' : 'ok')
    const first = world.start()
    first.alerter.capture({ message: 'disk is full' })
    await world.clock.advance(600)
    first.kill()
    await world.clock.advance(121_000)
    world.start()
    await world.settle()
    expect(world.shown).toHaveLength(2)
    expect(world.shown[1]?.text).toMatch(/#1 may have arrived/)
    expect(world.shown[1]?.text).toContain('#2')
  })

  it('a message to a robot that is not configured any more is composed anew for another one', async () => {
    const world = new World()
    world.answer = (_post, nth) => (nth === 1 ? 'lost' : 'ok')
    const first = world.start()
    first.alerter.capture({ message: 'disk is full' })
    await world.clock.advance(600)
    first.kill()
    world.start({ robots: { webhook: 'test-token-2', name: 'other' } })
    await world.settle()
    expect(world.shown[1]?.text).toMatch(/#1 may have arrived/)
  })

  it("totals, numbers and the digests' rhythm go on", async () => {
    const world = new World()
    const first = world.start()
    for (let n = 0; n < 30; n += 1) first.alerter.capture({ message: 'disk is full' })
    await world.clock.advance(2_000)
    for (let n = 0; n < 12; n += 1) first.alerter.capture({ message: 'disk is full' })
    await world.clock.advance(2_000)
    first.kill()
    world.start()
    await world.clock.advance(30_000)
    expect(world.shown).toHaveLength(1)
    await world.settle()
    expect(world.shown.map((each) => countIn(each, 'disk is full'))).toEqual([
      { count: 30, total: 30 },
      { count: 12, total: 42 },
    ])
    expect(world.shown[1]?.text).toContain('#2 · 42 alerts in all')
  })

  it('totals go on of kinds, too, for which the table had no room any more', async () => {
    const world = new World()
    const first = world.start({ maxGroups: 1 })
    for (let n = 0; n < 30; n += 1) first.alerter.capture({ message: 'disk is full' })
    await world.clock.advance(2_000)
    first.alerter.capture({ message: 'something else' })
    await world.clock.advance(2_000)
    first.kill()
    world.start({ maxGroups: 1 }).kill()
    const third = world.start({ maxGroups: 2 })
    third.alerter.capture({ message: 'disk is full' })
    await world.clock.advance(2_000)
    expect(world.shown.map((each) => countIn(each, 'disk is full'))).toEqual([
      { count: 30, total: 30 },
      undefined,
      { count: 1, total: 31 },
    ])
  })

  it('a message goes out again even where its kinds find no room', async () => {
    const world = new World()
    world.answer = (_post, nth) => (nth === 2 ? 'lost' : 'ok')
    const first = world.start()
    for (const message of ['one', 'two', 'three']) first.alerter.capture({ message })
    await world.clock.advance(700)
    for (const message of ['four', 'five', 'six']) first.alerter.capture({ message })
    await world.clock.advance(700)
    first.kill()
    const second = world.start({ maxGroups: 2 })
    expect(second.alerter.stats()).toMatchObject({ accepted: 3, pending: 3 })
    await world.settle()
    expect(second.alerter.stats()).toMatchObject({ accepted: 3, delivered: 3, pending: 0 })
    expect(world.posts[2]?.body).toBe(world.posts[1]?.body)
  })

  it('a kind that had fallen quiet is back, not new', async () => {
    const world = new World()
    const first = world.start()
    first.alerter.capture({ message: 'disk is full' })
    await world.clock.advance(2_000)
    first.kill()
    await world.settle(60)
    const second = world.start()
    second.alerter.capture({ message: 'disk is full' })
    await world.clock.advance(2_000)
    expect(world.shown.at(-1)?.text).toMatch(/back again.*2 in all/s)
  })

  it('what was being taken over when that process died is taken over by the next, once', async () => {
    const world = new World()
    const first = world.start()
    for (let n = 0; n < 5; n += 1) first.alerter.capture({ message: `kind ${'abcde'[n]}` })
    first.kill()
    for (let left = 0; left < 12; left += 1) {
      world.bytesLeft = 100 * left
      world.start()
    }
    world.bytesLeft = Number.POSITIVE_INFINITY
    const last = world.start()
    expect(last.alerter.stats()).toMatchObject({ accepted: 5, pending: 5 })
    await world.settle()
    expect(last.alerter.stats()).toMatchObject({ delivered: 5 })
    expect(world.shown).toHaveLength(1)
  })
})

describe('several processes on one directory', () => {
  it('take over what a dead one left, one of them, within ten seconds', async () => {
    const world = new World()
    const processes = [world.start(), world.start(), world.start(), world.start()]
    processes[0]?.alerter.capture({ message: 'disk is full' })
    processes[0]?.kill()
    await world.clock.advance(11_000)
    expect(world.shown).toHaveLength(1)
    const [, ...alive] = processes.map(({ alerter }) => alerter.stats().delivered)
    expect(alive.reduce((sum, each) => sum + each, 0)).toBe(1)
  })

  it("leave each other's files alone", async () => {
    const world = new World()
    const [one, other] = [world.start(), world.start()]
    one.alerter.capture({ message: 'disk is full' })
    other.alerter.capture({ message: 'disk is full' })
    await world.settle()
    expect([one, other].map(({ alerter }) => alerter.stats().accepted)).toEqual([1, 1])
  })

  it('add the counts of a kind that both knew', async () => {
    const world = new World()
    const [one, other] = [world.start(), world.start()]
    for (let n = 0; n < 3; n += 1) one.alerter.capture({ message: 'disk is full' })
    for (let n = 0; n < 4; n += 1) other.alerter.capture({ message: 'disk is full' })
    await world.clock.advance(1_100)
    for (let n = 0; n < 5; n += 1) one.alerter.capture({ message: 'disk is full' })
    await world.clock.advance(1_100)
    one.kill()
    await world.settle()
    const last = world.shown
      .filter((each) => each.process === other.name)
      .map((each) => countIn(each, 'disk is full'))
    expect(last.find((each) => each && each.count === 5)).toEqual({ count: 5, total: 12 })
    expect(other.alerter.stats()).toMatchObject({ accepted: 9, delivered: 9 })
  })
})

describe('close', () => {
  it('leaves what is not delivered to the next process, and says so', async () => {
    const world = new World()
    world.answer = () => 'busy'
    const first = world.start()
    first.alerter.capture({ message: 'disk is full' })
    const { result } = await world.clock.waitFor(first.alerter.close(1_000), 1_100)
    expect(result).toBe(false)
    expect(first.alerter.stats()).toMatchObject({ pending: 1, dropped: { shutdown: 0 } })
    world.answer = () => 'ok'
    // The old process still runs.
    const second = world.start()
    await world.settle()
    expect(second.alerter.stats()).toMatchObject({ accepted: 1, delivered: 1 })
    expect(world.clock.waiting).toBe(1)
  })

  it('removes the files when all is delivered', async () => {
    const world = new World()
    const { alerter } = world.start()
    alerter.capture({ message: 'disk is full' })
    expect((await world.clock.waitFor(alerter.close(), 1_000)).result).toBe(true)
    expect([...world.disk.files.keys()]).toEqual([])
    expect([...world.disk.dirs]).toEqual(['/spool'])
    expect(world.clock.waiting).toBe(0)
  })
})
