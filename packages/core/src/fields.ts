/** Fields of unknown shape. */
export type Fields = Partial<Record<PropertyKey, unknown>>

/** The fields of any value, none of `null` and `undefined`: to read what others made without trusting its shape. */
export function fieldsOf(value: unknown): Fields {
  return Object(value)
}
