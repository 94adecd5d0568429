/** What a wrong option throws: a `TypeError` with a code, so that the JSON API can answer 400 for it. */
export class OptionError extends TypeError {
  readonly code = 'ERR_EMULATOR_OPTIONS'

  /** Says which field, what was expected and what came; `came` is left out where the value is a credential. */
  constructor(field: string, expected: string, came?: unknown) {
    super(`${field}: expected ${expected}${came === undefined ? '' : `, got ${show(came)}`}`)
    this.name = 'OptionError'
  }
}

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 80))
  return typeof value === 'object' && value !== null
    ? Array.isArray(value)
      ? 'an array'
      : 'an object'
    : String(value)
}
