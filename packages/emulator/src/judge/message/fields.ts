/** What JSON calls an object. */
export type JsonObject = Record<string, unknown>

/** Whether a parsed value is a JSON object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Text that says something: DingTalk refuses an empty or blank title or text. */
export function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

/** A field that may be left out, `null`, or hold text (even empty) or a number: clients send all of these. */
export function isLoose(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string' || typeof value === 'number'
}

/** A field that is missing or malformed, and the code that names it. */
export interface FieldFault {
  /** As the wire text writes it, such as `markdown --》 text`. */
  field: string
  errcode: number
}

/**
 * The first of `names` that `part` does not fill. Codes are numbered from `firstCode` on, in the order of the names.
 */
export function firstUnfilled(
  part: JsonObject,
  kind: string,
  names: readonly string[],
  firstCode: number,
): FieldFault | undefined {
  const index = names.findIndex((name) => !isFilled(part[name]))
  return index === -1 ? undefined : { field: `${kind} --》 ${names[index]}`, errcode: firstCode + index }
}
