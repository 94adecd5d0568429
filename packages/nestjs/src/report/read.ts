type Bag = Record<PropertyKey, unknown>

/** Whether the value is an object or a function, its properties unknown. */
export function isBag(value: unknown): value is Bag {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

/** What stands at a path of properties; undefined where there is none, or where a getter or a Proxy throws. */
export function read(value: unknown, ...path: readonly PropertyKey[]): unknown {
  try {
    return path.reduce<unknown>((part, key) => (isBag(part) ? part[key] : undefined), value)
  } catch {
    return undefined
  }
}

/** The first of the values that can be an id or a name: a text or a number. */
export function firstText(...values: readonly unknown[]): string | undefined {
  const found = values.find(
    (value) => typeof value === 'number' || (typeof value === 'string' && value !== ''),
  )
  return found === undefined ? undefined : String(found)
}

/** What the object's method returns; undefined where there is none, or where it throws. */
export function ask(value: unknown, method: string, ...args: readonly unknown[]): unknown {
  try {
    const found = read(value, method)
    return typeof found === 'function' ? found.apply(value, args) : undefined
  } catch {
    return undefined
  }
}
