import { describe, expect, it, vi } from 'vitest'
import { frame, unframe } from '../../src/spool/frame.ts'
import { countIn, imbalance, World } from './world.ts'

/** Breaks what the next process will read: the file with the most in it. */
function damage(world: World, change: (bytes: Buffer) => Buffer): void {
  const [file] = [...world.disk.files.values()].sort((a, b) => b.bytes.length - a.bytes.length)
  if (file) file.bytes = change(file.bytes)
}

describe.each(['ENOSPC', 'EROFS', 'EMFILE', 'EACCES', 'EIO'])('while the disk says %s', (code) => {
  it('the engine goes on in memory, says so once and in the next message, and makes up for it later', async () => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const world = new World()
    world.isLoud = true
    const first = world.start()
    first.alerter.capture({ message: 'before' })
    await world.clock.advance(2_000)
    world.disk.fault = (operation) => (['append', 'open', 'makeDir'].includes(operation) ? code : undefined)
    for (let n = 0; n < 5; n += 1) first.alerter.capture({ message: 'meanwhile' })
    await world.clock.advance(120_000)
    expect(first.alerter.stats()).toMatchObject({ accepted: 6, delivered: 6, hookErrors: 0 })
    expect(world.shown.at(-1)?.text).toContain(`cannot be written (${code})`)
    world.disk.fault = () => undefined
    await world.clock.advance(11_000)
    first.alerter.capture({ message: 'after' })
    first.kill()
    const lines = stderr.mock.calls.map(([line]) => String(line))
    stderr.mockRestore()
    expect(lines).toEqual([
      expect.stringMatching(new RegExp(`^\\[dingbell\\] the spool in /spool .*${code}`)),
    ])
    const second = world.start()
    await world.settle()
    expect(second.alerter.stats()).toMatchObject({ accepted: 1, delivered: 1 })
    expect(world.shown.at(-1)?.text).toContain('after')
    expect(world.shown.at(-1)?.text).toContain('7 alerts in all')
  })
})

describe('a disk in trouble', () => {
  it('that is full at the start costs nothing but the spool', async () => {
    const world = new World()
    world.disk.fault = () => 'EACCES'
    const { alerter } = world.start()
    alerter.capture({ message: 'disk is full' })
    await world.clock.advance(1_000)
    expect(alerter.stats()).toMatchObject({ accepted: 1, delivered: 1 })
    alerter.capture({ message: 'again' })
    world.answer = () => 'busy'
    expect((await world.clock.waitFor(alerter.close(1_000), 1_100)).result).toBe(false)
    // Nothing keeps it: that is a loss, and called one.
    expect(alerter.stats()).toMatchObject({ pending: 0, dropped: { shutdown: 1 } })
  })

  it('that stays full fills with nothing: no file is left by what was tried in vain', async () => {
    const world = new World()
    world.answer = () => 'busy'
    const first = world.start()
    first.alerter.capture({ message: 'one' })
    world.disk.fault = (operation) => (operation === 'append' ? 'ENOSPC' : undefined)
    first.alerter.capture({ message: 'two' })
    await world.settle()
    expect(world.disk.files.size).toBe(1)
    first.kill()
    world.disk.fault = () => undefined
    // What was on it before is still there.
    expect(world.start().alerter.stats()).toMatchObject({ accepted: 1, pending: 1 })
  })

  it('that is full in the middle of a line keeps all lines before it, and those after it once there is room', async () => {
    const world = new World()
    world.answer = () => 'busy'
    const first = world.start()
    first.alerter.capture({ message: 'one' })
    world.disk.room = 100
    first.alerter.capture({ message: 'two' })
    await world.clock.advance(25_000)
    const copy = new World()
    copy.disk.copy(world.disk)
    // As it is found after a power cut.
    const { alerter } = copy.start({}, { boot: 'b008' })
    expect(alerter.stats()).toMatchObject({ accepted: 1, pending: 1, dropped: { spool: 0 } })
    world.disk.room = Number.POSITIVE_INFINITY
    await world.clock.advance(11_000)
    first.kill()
    expect(world.start().alerter.stats()).toMatchObject({ accepted: 2, pending: 2 })
  })

  it('whose directory is deleted gets a new one, with all that waits', async () => {
    const world = new World()
    world.answer = () => 'busy'
    const first = world.start()
    first.alerter.capture({ message: 'one' })
    await world.clock.advance(2_000)
    world.disk.files.clear()
    world.disk.dirs.clear()
    first.alerter.capture({ message: 'two' })
    await world.clock.advance(11_000)
    first.kill()
    const second = world.start()
    expect(second.alerter.stats()).toMatchObject({ accepted: 2, pending: 2 })
  })

  it('that tears the last line loses nothing that anybody was told of', async () => {
    const world = new World()
    const first = world.start()
    first.alerter.capture({ message: 'one' })
    first.alerter.capture({ message: 'two' })
    first.kill()
    damage(world, (bytes) => bytes.subarray(0, -5))
    const { alerter } = world.start()
    expect(alerter.stats()).toMatchObject({ accepted: 1, pending: 1, dropped: { spool: 0 } })
  })

  it('that flips a bit loses that line, counts what it held, and keeps all others', async () => {
    const world = new World()
    const first = world.start()
    for (const message of ['one', 'two', 'three']) first.alerter.capture({ message })
    first.kill()
    damage(world, (bytes) => {
      const at = bytes.indexOf('"two"')
      return Buffer.concat([bytes.subarray(0, at + 1), Buffer.from('T'), bytes.subarray(at + 2)])
    })
    const { alerter } = world.start()
    expect(alerter.stats()).toMatchObject({ accepted: 3, pending: 2, dropped: { spool: 1 } })
    await world.settle()
    expect(imbalance(alerter)).toBe(0)
    expect(world.shown.map(({ text }) => text).join()).not.toContain('two')
  })

  it('that loses what a kind was still knows how often it came', async () => {
    const world = new World()
    const first = world.start()
    first.alerter.capture({ message: 'one' })
    await world.clock.advance(1_100)
    for (let n = 0; n < 3; n += 1) first.alerter.capture({ message: 'one' })
    await world.clock.advance(1_100)
    first.kill()
    damage(world, (bytes) => Buffer.from(bytes.toString().replace('"message":"one"', '"message":"ONE"')))
    const { alerter } = world.start()
    expect(alerter.stats()).toMatchObject({ accepted: 3, pending: 3, dropped: { spool: 0 } })
    await world.settle()
    expect(world.shown.at(-1)?.text).toContain('3 more alerts of 1 kind')
    expect(imbalance(alerter)).toBe(0)
  })

  it('leaves what a newer version wrote to a newer version', async () => {
    const world = new World()
    const first = world.start()
    first.alerter.capture({ message: 'one' })
    first.kill()
    damage(world, (bytes) => Buffer.concat([frame({ version: 2 }), bytes]))
    const second = world.start()
    expect(second.alerter.stats()).toMatchObject({ accepted: 0 })
    second.alerter.capture({ message: 'two' })
    second.kill()
    const third = world.start()
    expect(third.alerter.stats()).toMatchObject({ accepted: 1 })
    await world.clock.waitFor(third.alerter.close(), 3_000)
    expect(world.disk.text).toContain('"version":2')
    expect(world.disk.files.size).toBe(1)
  })
})

describe('the files', () => {
  it('stay small however long a kind goes on, and hold what counts', async () => {
    const world = new World()
    const first = world.start({ quota: false })
    for (let n = 0; n < 800; n += 1) first.alerter.capture({ message: `kind ${word(n)}` })
    for (let second = 0; second < 300; second += 1) {
      for (let n = 0; n < 800; n += 1) first.alerter.capture({ message: `kind ${word(n)}` })
      await world.clock.advance(1_000)
    }
    expect(world.disk.written).toBeGreaterThan(20 * 1024 * 1024)
    expect(world.disk.text.length).toBeLessThan(13 * 1024 * 1024)
    first.kill()
    const second = world.start()
    await world.settle()
    expect(world.shown.at(-1)?.text).toContain('240,800 alerts in all')
    expect(imbalance(second.alerter)).toBe(0)
  })

  it('take nothing, and no time, while nothing happens', async () => {
    const world = new World()
    const { alerter } = world.start()
    alerter.capture({ message: 'one' })
    await world.clock.advance(60_000)
    const { written } = world.disk
    await world.settle()
    expect(world.disk.written).toBe(written)
    expect(world.clock.held).toBe(0)
  })

  it('hold a new kind before capture returns, and no token', () => {
    const world = new World()
    const { alerter } = world.start({ robots: { webhook: 'test-token-1', secret: 'SECtestsecret1' } })
    alerter.capture({
      message: 'token test-token-1, secret SECtestsecret1',
      context: { password: 'hunter2' },
    })
    expect(world.disk.text).toContain('token [redacted]')
    expect(world.disk.text).not.toMatch(/test-token-1|SECtestsecret1|hunter2/)
  })

  it('hold a message before it is posted', async () => {
    const world = new World()
    const { alerter } = world.start()
    const seen: boolean[] = []
    world.answer = (post) => {
      seen.push(world.disk.text.includes(post.msgUuid))
      return 'ok'
    }
    alerter.capture({ message: 'one' })
    await world.clock.advance(1_000)
    expect(seen).toEqual([true])
  })

  it.each([
    ['always', 3],
    ['interval', 2],
    ['never', 0],
  ] as const)('are forced onto the disk with fsync %s', async (fsync, syncs) => {
    const world = new World()
    const { alerter } = world.start({ spool: { dir: '/spool', fsync } })
    alerter.capture({ message: 'one' })
    alerter.capture({ message: 'two' })
    await world.clock.advance(1_100)
    expect(world.disk.syncs).toBe(syncs)
  })

  it('of a dead process go at once, when what they held is forced onto the disk in others', () => {
    const world = new World()
    const first = world.start()
    first.alerter.capture({ message: 'one' })
    first.kill()
    const syncsAtRemoval: number[] = []
    world.disk.fault = (operation) => {
      if (operation === 'remove') syncsAtRemoval.push(world.disk.syncs)
      return undefined
    }
    world.start()
    expect([world.disk.files.size, syncsAtRemoval]).toEqual([1, [1]])
  })

  it('of processes that die as soon as they have started do not pile up', () => {
    const world = new World()
    const first = world.start()
    first.alerter.capture({ message: 'one' })
    first.kill()
    for (let starts = 0; starts < 20; starts += 1) world.start().kill()
    expect([world.disk.files.size, world.start().alerter.stats().pending]).toEqual([1, 1])
  })

  it('that could not be removed are told as part of others, and removed later', async () => {
    const world = new World()
    const first = world.start()
    first.alerter.capture({ message: 'one' })
    first.kill()
    world.disk.fault = (operation) => (operation === 'remove' ? 'EACCES' : undefined)
    const next = world.start()
    expect(world.disk.files.size).toBe(2)
    next.kill()
    world.disk.fault = () => undefined
    const last = world.start()
    expect([world.disk.files.size, last.alerter.stats().accepted]).toEqual([1, 1])
  })

  it('are made of lines that are sums and JSON', () => {
    const world = new World()
    world.start().alerter.capture({ message: 'one' })
    const lines = unframe(Buffer.from(world.disk.text))
    expect(lines.map((line) => line?.payload)).toEqual([
      { version: 1 },
      expect.objectContaining({ groups: [expect.anything()] }),
    ])
  })
})

describe('what a threshold holds back', () => {
  it('is not kept, and not missed', async () => {
    const world = new World()
    const threshold = [{ count: 5, windowMs: 60_000 }]
    const first = world.start({ threshold })
    for (let n = 0; n < 3; n += 1) first.alerter.capture({ message: 'one' })
    await world.clock.advance(1_100)
    first.alerter.capture({ level: 'fatal', message: 'two' })
    first.kill()
    const { alerter } = world.start({ threshold })
    expect(alerter.stats()).toMatchObject({ accepted: 1, pending: 1, dropped: { spool: 0 } })
  })

  it('is kept from the moment on when it speaks', async () => {
    const world = new World()
    const threshold = [{ count: 5, windowMs: 60_000 }]
    const first = world.start({ threshold })
    for (let n = 0; n < 5; n += 1) first.alerter.capture({ message: 'one' })
    first.kill()
    world.start({ threshold })
    await world.settle()
    expect(world.shown.map((each) => countIn(each, 'one'))).toEqual([{ count: 5, total: 5 }])
  })
})

/** A word for a number: numbers are masked in fingerprints, words are not. */
function word(n: number): string {
  return [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
}
