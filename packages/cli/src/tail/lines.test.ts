import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Lines } from './lines.ts'
import { wholeLines } from './pass-on.ts'

const text = fc.string({ unit: fc.constantFrom('a', '字', '😀', '\n', '\r', ' ') })

/** The bytes of the text, cut at random places: inside a character too. */
const chunks = fc
  .tuple(text, fc.array(fc.nat(80)))
  .map(([whole, cuts]) => ({ whole, pieces: cutAt(Buffer.from(whole), cuts) }))

function cutAt(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [...new Set(cuts.filter((cut) => cut < bytes.length))].sort((a, b) => a - b)
  return [0, ...places].map((from, index) => bytes.subarray(from, places[index] ?? bytes.length))
}

async function* given(pieces: readonly (Buffer | 'cut')[]) {
  yield* pieces
}

it('finds the same lines wherever the chunks end', () => {
  fc.assert(
    fc.property(chunks, ({ pieces, whole }) => {
      const lines = new Lines()
      const found = [...pieces.flatMap((piece) => lines.feed(piece)), ...lines.end()]
      const expected = whole.split('\n')
      if (expected.at(-1) === '') expected.pop()
      expect(found).toEqual(expected)
    }),
  )
})

it('does not keep a line that never ends', () => {
  const lines = new Lines()
  for (let count = 0; count < 100; count += 1) lines.feed(Buffer.alloc(65_536, 'x'))
  expect(lines.feed(Buffer.from('\n'))[0]).toHaveLength(1_048_576)
})

it('passes the same bytes on, cut behind line breaks', async () => {
  await fc.assert(
    fc.asyncProperty(chunks, async ({ pieces, whole }) => {
      const passed: Buffer[] = []
      for await (const piece of wholeLines(given(pieces))) if (piece !== 'cut') passed.push(piece)
      expect(Buffer.concat(passed).toString()).toBe(whole)
      for (const piece of passed.slice(0, -1)) expect(piece.at(-1)).toBe(10)
    }),
  )
})

it('passes half a line on when another file takes over', async () => {
  const passed: string[] = []
  for await (const piece of wholeLines(given([Buffer.from('half'), 'cut', Buffer.from('new\n')])))
    passed.push(String(piece))
  expect(passed).toEqual(['half', 'cut', 'new\n'])
})
