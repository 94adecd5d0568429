import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frame, LinePlace, unframe } from './frame.ts'

describe('a line', () => {
  it('is a CRC-32, a blank, JSON and a line feed', () => {
    // The published check value of CRC-32 is cbf43926 for 123456789.
    expect(String(frame(123456789))).toBe('cbf43926 123456789\n')
  })

  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (values) => {
        const bytes = Buffer.concat(values.map(frame))
        expect(unframe(bytes)).toEqual(
          values.map((payload) => ({ payload: JSON.parse(JSON.stringify(payload)) })),
        )
      }),
    )
  })

  it('is the same when many are made in one place, whatever their length', () => {
    const place = new LinePlace()
    const lengths = fc.constantFrom(1, 2_000, 10_910, 10_920, 40_000)
    const unit = fc.constantFrom('a', 'é', '错', '💥', '\ud800', '\0')
    fc.assert(
      fc.property(unit, lengths, (character, length) => {
        const value = { text: character.repeat(length) }
        expect(place.frame(value).equals(frame(value))).toBe(true)
      }),
    )
  })

  it('without its end is none', () => {
    const bytes = Buffer.concat([frame('one'), frame('two')])
    expect(unframe(bytes.subarray(0, -1))).toEqual([{ payload: 'one' }])
  })

  it('with any bit flipped is damaged, and the others are not', () => {
    const bytes = Buffer.concat([frame('one'), frame('two'), frame('three')])
    const [from, to] = [frame('one').length, frame('one').length + frame('two').length - 1]
    for (let at = from; at < to; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const flipped = Buffer.from(bytes)
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit)
        const lines = unframe(flipped)
        expect(lines[0]).toEqual({ payload: 'one' })
        expect(lines.at(-1)).toEqual({ payload: 'three' })
        // A flip may make a line feed.
        expect(lines.slice(1, -1).every((line) => line === undefined)).toBe(true)
      }
    }
  })
})

it('arbitrary bytes are no lines, and no reason to throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(unframe(bytes).filter(Boolean)).toEqual([])
    }),
  )
})
