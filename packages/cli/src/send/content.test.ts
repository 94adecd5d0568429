import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, it, onTestFinished } from 'vitest'
import { readContent } from './content.ts'

const nobody = () => Readable.from([])
const terminal = () => Object.assign(nobody(), { isTTY: true })

function file(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'dingbell-content-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'text.md')
  writeFileSync(path, content)
  return path
}

it('joins the words of the command line, and does not touch stdin', async () => {
  expect(await readContent(['部署', '完成'], undefined, { stdin: terminal() })).toBe('部署 完成')
})

it('reads a file, without its byte order mark and its last line break', async () => {
  expect(await readContent([], file('\uFEFF一\n二\n'), { stdin: terminal() })).toBe('一\n二')
})

it.each([
  [[], undefined],
  [['-'], undefined],
  [[], '-'],
])('reads stdin for the words %j and the file %j', async (words, path) => {
  // A character may be cut where two chunks meet.
  const bytes = Buffer.from('部署完成\n')
  const stdin = Readable.from([bytes.subarray(0, 4), bytes.subarray(4)])
  expect(await readContent(words, path, { stdin })).toBe('部署完成')
})

it('does not read a pipe that never ends', async () => {
  let bytes = 0
  const stdin = new Readable({
    read() {
      bytes += 65_536
      this.push(Buffer.alloc(65_536, 'y'))
    },
  })
  expect((await readContent([], undefined, { stdin })).length).toBeGreaterThan(1_000_000)
  expect(bytes).toBeLessThan(3_000_000)
  expect(stdin.destroyed).toBe(true)
})

it('does not wait for somebody to type', async () => {
  await expect(readContent([], undefined, { stdin: terminal() })).rejects.toThrow(/There is no text/)
})

it('refuses two texts', async () => {
  await expect(readContent(['a'], 'b.md', { stdin: nobody() })).rejects.toThrow(/given twice/)
})

it('says why a file cannot be read', async () => {
  const reading = readContent([], '/nowhere.md', { stdin: nobody() })
  await expect(reading).rejects.toThrow('--file /nowhere.md: cannot be read (ENOENT)')
  await expect(readContent([], tmpdir(), { stdin: nobody() })).rejects.toThrow('cannot be read (EISDIR)')
})
