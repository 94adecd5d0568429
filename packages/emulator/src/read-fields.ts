import type { JsonObject } from './judge/message/fields.ts'
import { OptionError } from './option-error.ts'

/** Reads named fields out of JSON that somebody sent; a field that is absent stays `undefined`. */
export class FieldReader {
  constructor(private readonly json: JsonObject) {}

  /** Refuses names that mean nothing here: a typing mistake must not pass in silence. */
  only(names: readonly string[]): this {
    const stranger = Object.keys(this.json).find((name) => !names.includes(name))
    if (stranger !== undefined) throw new OptionError('body', `only ${names.join(', ')}`, stranger)
    return this
  }

  /** Text, also when it is empty. */
  text(name: string): string | undefined {
    return this.read(name, 'text', (value) => typeof value === 'string')
  }

  /** Any number; the bounds are checked where the defaults are filled in. */
  number(name: string): number | undefined {
    return this.read(name, 'a number', (value) => typeof value === 'number')
  }

  /** Exactly `true` or `false`. */
  boolean(name: string): boolean | undefined {
    return this.read(name, 'true or false', (value) => typeof value === 'boolean')
  }

  /** A number, or `false` for "no limit". */
  limit(name: string): number | false | undefined {
    return this.read(name, 'a number or false', (value) => typeof value === 'number' || value === false)
  }

  /** A list of texts, also an empty one. */
  texts(name: string): string[] | undefined {
    return this.read(name, 'a list of texts', isTexts)
  }

  /** One of a closed list. */
  oneOf<T extends string>(name: string, values: readonly T[]): T | undefined {
    return this.read(name, values.join(' | '), (value): value is T => values.some((known) => known === value))
  }

  private read<T>(name: string, expected: string, is: (value: unknown) => value is T): T | undefined {
    const value = this.json[name]
    if (value === undefined) return undefined
    if (!is(value))
      throw new OptionError(name, expected, name === 'secret' || name === 'token' ? undefined : value)
    return value
  }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}
