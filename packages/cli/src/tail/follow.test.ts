import { once } from 'node:events'
import { appendFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import { codeOf } from '../usage-error.ts'
import { follow } from './follow.ts'

let path: string
let ending: AbortController
let missing: number
let unreadable: unknown[]

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'dingbell-follow-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  path = join(folder, 'app.log')
  ending = new AbortController()
  missing = 0
  unreadable = []
})

/** Reads the file; each time there is nothing more, the next step happens, and after the last one the end. */
async function read(steps: readonly (() => void)[], fromStart = false): Promise<string> {
  const waiting = [...steps]
  let seen = ''
  const pieces = follow(path, {
    fromStart,
    ending: ending.signal,
    onMissing: () => {
      missing += 1
    },
    onUnreadable: (error) => {
      unreadable.push(codeOf(error))
    },
    pause: async () => {
      const step = waiting.shift()
      if (step) step()
      else ending.abort()
    },
  })
  for await (const piece of pieces) seen += piece === 'cut' ? '|' : piece.toString()
  return seen
}

it('reads what is appended, not what was there', async () => {
  writeFileSync(path, 'old\n')
  expect(await read([() => appendFileSync(path, 'a\n'), () => appendFileSync(path, 'b\n')])).toBe('a\nb\n')
})

it('reads what was there when asked to', async () => {
  writeFileSync(path, 'old\n')
  expect(await read([() => appendFileSync(path, 'a\n')], true)).toBe('old\na\n')
})

it('reads the old file to its end, and then the new one, when it was rotated', async () => {
  writeFileSync(path, 'old\n')
  const rotate = () => {
    appendFileSync(path, 'last\n')
    renameSync(path, `${path}.1`)
    appendFileSync(`${path}.1`, 'very last\n')
    writeFileSync(path, 'first\n')
  }
  expect(await read([rotate, () => appendFileSync(path, 'second\n')])).toBe(
    'last\nvery last\n|first\nsecond\n',
  )
})

it('reads on in a renamed file until there is a new one', async () => {
  writeFileSync(path, '')
  const steps = [
    () => renameSync(path, `${path}.1`),
    () => appendFileSync(`${path}.1`, 'late\n'),
    () => writeFileSync(path, 'new\n'),
  ]
  expect(await read(steps)).toBe('late\n|new\n')
})

it('waits for a new file that cannot be opened yet, and says so once', async () => {
  writeFileSync(path, '')
  // No user may open a socket as a file, not even root, who may open anything else.
  const server = createServer().listen(`${path}.socket`)
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const steps = [
    () => renameSync(`${path}.socket`, path),
    () => {},
    () => {
      rmSync(path)
      writeFileSync(path, 'new\n')
    },
  ]
  expect(await read(steps)).toBe('|new\n')
  expect(unreadable).toEqual(['ENXIO'])
})

it('starts over when the file was truncated', async () => {
  writeFileSync(path, 'a long line from before\n')
  const steps = [
    () => appendFileSync(path, 'one\n'),
    () => {
      truncateSync(path)
      appendFileSync(path, 'two\n')
    },
  ]
  expect(await read(steps)).toBe('one\n|two\n')
})

it('waits for a file that is not there yet, says so once, and reads it from its start', async () => {
  expect(await read([() => {}, () => writeFileSync(path, 'a\n')])).toBe('|a\n')
  expect(missing).toBe(1)
})

it('reads what was written before the end came, and ends although the writer goes on', async () => {
  writeFileSync(path, '')
  const pieces = follow(path, {
    fromStart: true,
    ending: ending.signal,
    onMissing: () => {},
    onUnreadable: () => {},
    pause: async () => {
      appendFileSync(path, 'x'.repeat(100_000))
      ending.abort()
    },
  })
  let bytes = 0
  for await (const piece of pieces) {
    bytes += piece.length
    appendFileSync(path, 'y'.repeat(100_000))
  }
  expect(bytes).toBeGreaterThanOrEqual(100_000)
})

it('says when a file may not be read', async () => {
  await expect(
    follow(tmpdir(), {
      fromStart: true,
      ending: ending.signal,
      onMissing() {},
      onUnreadable() {},
      pause: async () => {},
    }).next(),
  ).rejects.toThrow(/EISDIR/)
})
