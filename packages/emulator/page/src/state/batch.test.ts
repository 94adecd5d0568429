import { expect, it } from 'vitest'
import { Batch } from './batch.ts'

it('hands over once what came within a frame, and nothing twice', () => {
  const frames: (() => void)[] = []
  const taken: number[][] = []
  const batch = new Batch<number>(
    (items) => taken.push(items),
    (act) => frames.push(act),
  )
  batch.add(1)
  batch.add(2)
  frames.shift()?.()
  batch.add(3)
  frames.shift()?.()
  batch.add(4)
  batch.clear()
  frames.shift()?.()
  expect(taken).toEqual([[1, 2], [3]])
  expect(frames).toEqual([])
})
