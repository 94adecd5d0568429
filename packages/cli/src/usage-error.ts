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
