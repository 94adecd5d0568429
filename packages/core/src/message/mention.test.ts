import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { At } from './at.ts'
import { checkAt, withMentions } from './mention.ts'

const people = (count: number) =>
  Array.from({ length: count }, (_, nth) => `100${String(nth).padStart(8, '0')}`)
const refused = (at: unknown) => () => Reflect.apply(checkAt, undefined, [at])

describe('at', () => {
  it('is kept as it was given, as a copy', () => {
    const at = { atMobiles: ['10000000001'], atUserIds: ['manager01'], isAtAll: false }
    const checked = checkAt(at)
    expect(checked).toStrictEqual(at)
    at.atMobiles.push('10000000002')
    expect(checked?.atMobiles).toEqual(['10000000001'])
  })

  it('is none when it mentions nobody', () => {
    for (const at of [
      undefined,
      {},
      { atMobiles: [] },
      { atUserIds: [], isAtAll: false },
      { isAtAll: undefined },
    ]) {
      expect(checkAt(at)).toBeUndefined()
    }
  })

  it('has 50 targets at most, mobiles and user ids together', () => {
    expect(checkAt({ atMobiles: people(50), isAtAll: true })?.atMobiles).toHaveLength(50)
    const fifty = { atMobiles: people(25), atUserIds: people(25) }
    expect(checkAt(fifty)).toStrictEqual(fifty)
    for (const at of [
      { atMobiles: people(51) },
      { atUserIds: people(51) },
      { ...fifty, atUserIds: people(26) },
    ]) {
      expect(refused(at)).toThrow('at: expected 50 targets at most, got 51 items')
    }
  })

  it.each([null, 'all', 5, true])('is refused when it is %j', (at) => {
    expect(refused(at)).toThrow(/^at: expected an object, got /)
  })

  it.each([
    '10000000001',
    5,
    null,
    {},
    [5],
    [''],
    [' '],
    ['138 00'],
    [['10000000001']],
    [undefined],
    [null],
    [{}],
  ])('is refused when its targets are %j', (targets) => {
    expect(refused({ atMobiles: targets })).toThrow(/^at\.atMobiles: expected texts without blanks, got /)
    expect(refused({ atUserIds: targets })).toThrow(/^at\.atUserIds: expected texts without blanks, got /)
  })

  it.each([0, 1, 'true', null, {}])('is refused when isAtAll is %j', (isAtAll) => {
    expect(refused({ isAtAll })).toThrow(/^at\.isAtAll: expected a boolean, got /)
  })
})

describe('the words', () => {
  it('get each mention that they lack', () => {
    const at = { atMobiles: ['10000000001', '10000000002'], atUserIds: ['manager01'], isAtAll: true }
    expect(withMentions('down', at, ' ')).toBe('down @10000000001 @10000000002 @manager01 @所有人')
    expect(withMentions('@manager01: down', at)).toBe('@manager01: down\n\n@10000000001 @10000000002 @所有人')
    expect(withMentions('down', undefined)).toBe('down')
  })

  it.each([
    ['@138 down', true],
    ['down @138', true],
    ['down@138，快看', true],
    ['(@138)', true],
    ['@13800 and then @138.', true],
    ['@138@139', true],
    ['@13800', false],
    ['@138_a', false],
    ['@138-a', false],
    ['138', false],
    ['@ 138', false],
  ])('hold a mention only as a whole word: %j is %s', (text, held) => {
    expect(withMentions(text, { atUserIds: ['138'] }, ' ')).toBe(held ? text : `${text} @138`)
  })

  it('get a target once that is named twice', () => {
    expect(withMentions('down', { atMobiles: ['138'], atUserIds: ['138', '138'] }, ' ')).toBe('down @138')
  })

  it('never get a second mention when they are looked at again, whatever the targets are', () => {
    const target = fc.stringMatching(/^[\w$:.*+?()[\]\\^|-]{1,12}$/)
    const at: fc.Arbitrary<At> = fc.record(
      { atMobiles: fc.array(target), atUserIds: fc.array(target), isAtAll: fc.boolean() },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.string(), at, (text, at) => {
        const once = withMentions(text, at)
        expect(withMentions(once, at)).toBe(once)
        expect(once.startsWith(text)).toBe(true)
        for (const each of [...(at.atMobiles ?? []), ...(at.atUserIds ?? [])])
          expect(once).toContain(`@${each}`)
      }),
    )
  })
})
