/** Names of secrets. A longer name that ends in one of them is one too: dbPassword, x-refresh-token. */
const endings: readonly string[] = [
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'secret',
  'token',
  'authorization',
  'cookie',
  'cookies',
  'api_key',
  'private_key',
  'secret_key',
  'access_key',
  'encryption_key',
  'signing_key',
  'credential',
  'credentials',
  'session',
  'session_id',
  '密码',
  '口令',
  '令牌',
  '密钥',
]

/** Too short, or too common, to be looked for at the end of other names. */
const wholes: readonly string[] = ['pass', 'pin', 'cvv', 'jwt', 'sid', 'sign', 'signature']

/** Longer names are looked at from their end. */
const longestName = 64

/** V8 copies slices up to this length. */
const longestRemembered = 12
const maxRemembered = 1_000

/** Recognises the names of secrets, whatever their case, and whether written with `_`, `-` or neither. */
export interface SecretNames {
  /** Whether this is one. */
  has(name: string): boolean
  /** Source of a pattern for the last letters of such a name: what tells most other names apart at once. */
  lastLetters: string
}

/** The built-in names, and the user's, which count as a whole. */
export function secretNames(own: readonly string[]): SecretNames {
  const ends = endings.map(anySpelling).join('|')
  const whole = [...wholes, ...own]
    .map(anySpelling)
    .filter((name) => name !== '')
    .join('|')
  const name = new RegExp(`(?:${ends})$|^[_-]*(?:${whole})$`, 'i')
  const last = new Set([
    ...[...endings, ...wholes].map((word) => word.slice(-2)),
    ...own.flatMap(lastLetters),
  ])
  return {
    has: remember((key) => name.test(key.length > longestName ? key.slice(-longestName) : key)),
    lastLetters: [...last].filter((letters) => letters !== '').join('|'),
  }
}

/** Programs use few names, and each again and again. */
function remember(decide: (name: string) => boolean): (name: string) => boolean {
  const verdicts = new Map<string, boolean>()
  return (name) => {
    const known = verdicts.get(name)
    if (known !== undefined) return known
    const verdict = decide(name)
    // A longer one might keep the text that it was cut from alive.
    if (name.length <= longestRemembered && verdicts.size < maxRemembered) verdicts.set(name, verdict)
    return verdict
  }
}

/** `api_key` as a pattern that also matches `apiKey` and `api-key`. */
function anySpelling(name: string): string {
  return Array.from(lettersOf(name), quote).join('[_-]?')
}

/** Spelled out: an optional dash in the pattern would make it slow. */
function lastLetters(name: string): string[] {
  const [one = '', two = ''] = lettersOf(name).slice(-2)
  return two === '' ? [quote(one)] : ['', '_', '-'].map((dash) => quote(one) + dash + quote(two))
}

/** The name without its dashes. */
function lettersOf(name: string): string {
  return name.replace(/[_-]/g, '')
}

/** As itself in a pattern. */
function quote(letter: string): string {
  return letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&')
}
