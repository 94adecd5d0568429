/*
 * Importing some of Node's modules takes longer than loading all of this package, so each is fetched when it is needed.
 * Node keeps them: a second time costs nothing.
 */

/** `node:crypto`. */
export function nodeCrypto() {
  return process.getBuiltinModule('node:crypto')
}

/** `node:util`. */
export function nodeUtil() {
  return process.getBuiltinModule('node:util')
}
