/** Any object, its properties unknown. Read it with `get`: a getter or a Proxy may throw. */
export type Bag = Record<PropertyKey, unknown>

/** Whether the value is an object. Functions count as values. */
export function isObject(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null
}

/** One property, or undefined when reading it throws. */
export function get(value: Bag, key: PropertyKey): unknown {
  try {
    return value[key]
  } catch {
    return undefined
  }
}

/** One property if it is a string that says something. */
export function getText(value: Bag, key: PropertyKey): string | undefined {
  const text = get(value, key)
  return typeof text === 'string' && text !== '' ? text : undefined
}

/** What `read` returns, or `otherwise` when it throws. */
export function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read()
  } catch {
    return otherwise
  }
}

/** The first items of an array; none when it is no array, or cannot be read. */
export function items(value: unknown, max: number): unknown[] {
  return attempt(() => {
    if (!Array.isArray(value)) return []
    return Array.from({ length: Math.min(value.length, max) }, (_, at): unknown => value[at])
  }, [])
}

/** Name of the class that made the object; empty for plain objects and where it cannot be read. */
export function className(value: Bag): string {
  const maker = get(value, 'constructor')
  const name = typeof maker === 'function' ? attempt<unknown>(() => maker.name, '') : ''
  return typeof name === 'string' && name !== 'Object' ? name : ''
}

/** Whether the object was written as `{…}`, in whichever realm, or has no prototype. */
export function isPlain(value: Bag): boolean {
  return attempt(() => {
    const prototype = Object.getPrototypeOf(value)
    return prototype === null || Object.getPrototypeOf(prototype) === null
  }, false)
}
