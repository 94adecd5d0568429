import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { UsageError, unreadable } from '../usage-error.ts'
import type { World } from '../world.ts'

/** More is not read: a message has 20,000 bytes at most, and a pipe may never end. */
const mostBytes = 1_048_576

/**
 * The text of a message: the words of the command line, else the file, else what is piped in. Throws `UsageError`, also where
 * a person at a keyboard would otherwise wait before an empty line without knowing for what.
 */
export async function readContent(
  words: readonly string[],
  file: string | undefined,
  { stdin }: Pick<World, 'stdin'>,
): Promise<string> {
  if (words.length > 0 && file !== undefined) throw twice()
  if (file !== undefined && file !== '-') return tidy(await readFile(file))
  if (words.length > 0 && words.join() !== '-') return words.join(' ')
  if (stdin.isTTY && file === undefined && words.length === 0) throw nothing()
  return tidy(await readSome(stdin))
}

/** Without a byte order mark, and without the line break that ends every file: the group would see an empty line. */
function tidy(text: string): string {
  return text.replace(/^\uFEFF/, '').trimEnd()
}

/** A file may be a pipe or a device as well, so it is read as a stream and not by its size. */
async function readFile(path: string): Promise<string> {
  try {
    const handle = await open(path)
    // The stream closes the file.
    return await readSome(handle.createReadStream())
  } catch (error) {
    throw unreadable(`--file ${path}`, error)
  }
}

/** UTF-8 is decoded at the end: a chunk may end within a character. */
async function readSome(stream: Readable): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream) {
    chunks.push(Buffer.from(chunk))
    bytes += chunk.length
    // Enough to be refused as too large, whatever else may come.
    if (bytes > mostBytes) break
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** One of the two would be dropped in silence. */
function twice(): UsageError {
  return new UsageError({
    zh: '正文重复：命令行和 --file 只能用一个',
    en: 'The text is given twice: use either arguments or --file',
  })
}

function nothing(): UsageError {
  return new UsageError({
    zh: '没有正文：请写在命令行里，或用 --file 指定文件，或通过管道输入',
    en: 'There is no text: write it as arguments, name a --file, or pipe it in',
  })
}
