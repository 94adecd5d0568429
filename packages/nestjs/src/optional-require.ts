import { createRequire } from 'node:module'

/** A package of the application that need not be there; undefined where it is not, or cannot be loaded. */
export function optionalRequire(name: string): unknown {
  try {
    return createRequire(import.meta.url)(name)
  } catch {
    return undefined
  }
}
