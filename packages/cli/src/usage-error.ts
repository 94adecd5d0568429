import type { Words } from './words.ts'

/** A command line, file or variable that does not fit. Holds no value that may be a credential. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly says: Words

  constructor(says: Words) {
    super(says.en)
    this.says = says
  }
}

/** An option, file or variable that does not fit: says which, what was expected and what came. */
export function unfit(field: string, expected: Words, came: Words): UsageError {
  return new UsageError({
    zh: `${field}：应为${expected.zh}，实际是${came.zh}`,
    en: `${field}: expected ${expected.en}, got ${came.en}`,
  })
}

/** A file that cannot be read: says which and why. */
export function unreadable(file: string, error: unknown): UsageError {
  const code = codeOf(error) ?? String(error)
  return new UsageError({ zh: `${file}：无法读取（${code}）`, en: `${file}: cannot be read (${code})` })
}

/** Node's code of a failure, such as `ENOENT`; its message would add a path and a name of a system call. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}
