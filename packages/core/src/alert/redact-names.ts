/** Ends of names of secrets: a name that ends so is one, as dbPassword and x-refresh-token are. */
const endings = [
  'pass[_-]?(?:word|wd|phrase)',
  'pwd',
  'secret',
  'token',
  'authorization',
  'cookies?',
  '(?:api|private|secret|access|encryption|signing)[_-]?key',
  'credentials?',
  'session(?:[_-]?id)?',
  '密码',
  '口令',
  '令牌',
  '密钥',
].join('|')

/** Too short, or too common, to be looked for at the end of other names. */
const wholes = ['pass', 'pin', 'cvv', 'jwt', 'sid', 'sign', 'signature']

/** Recognises the names of secrets, whatever their case. */
export interface SecretNames {
  /** Whether this is one. */
  has(name: string): boolean
  /** Source of a pattern for such a name in running text. Fixed words only: it is linear. */
  pattern: string
}

/** The built-in names, and the user's. A user's name counts as a whole, written with `_`, `-` or neither. */
export function secretNames(own: readonly string[]): SecretNames {
  const whole = [...wholes, ...own.map(anySpelling)].filter((name) => name !== '').join('|')
  const name = new RegExp(`(?:${endings})$|^[_-]*(?:${whole})$`, 'i')
  return {
    has: (key) => name.test(key.length > longestName ? key.slice(-longestName) : key),
    pattern: `(?:${endings}|(?<![A-Za-z0-9_-])(?:${whole}))`,
  }
}

/** Longer keys are looked at from their end. */
const longestName = 128

function anySpelling(name: string): string {
  const letters = [...name.replace(/[_-]/g, '')]
  return letters.map((letter) => letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&')).join('[_-]?')
}
