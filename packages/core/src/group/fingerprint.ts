import type { AlertInput, Level } from '../alert/alert.ts'
import { Files } from './files.ts'
import { BoundedCache } from './fingerprint-cache.ts'
import { hash } from './fingerprint-hash.ts'
import { type Place, PlaceCache } from './fingerprint-places.ts'
import { isGeneric } from './fingerprint-throwers.ts'
import { ownFrames } from './frames.ts'
import { mask } from './mask.ts'

/** What a fingerprint is made of. Both a finished alert and the view that `readAlert` returns are one. */
export interface FingerprintSource {
  level: Level
  message: string
  template?: string | undefined
  logger?: string | undefined
  fingerprint?: AlertInput['fingerprint']
  error?: FingerprintError | undefined
}

/** The error of a source. */
interface FingerprintError {
  name: string
  message: string
  code?: string | undefined
  stack?: string | undefined
  causes: readonly { name: string; member?: boolean | undefined }[]
}

export interface FingerprinterOptions {
  /** The directory below which files are named in full. Default: the working directory. */
  root?: string | undefined
}

/** Characters of a name, a code or a logger that count. */
const partChars = 200
const templateChars = 512
const stackChars = 8_192

/** What is known of a place: its fingerprint, or that each message needs its own. */
interface Known {
  parts: string
  fingerprint: string | undefined
}

/** What one fingerprinter keeps. Two caches: many kinds of messages do not push out the places. */
interface Memory {
  places: PlaceCache<Known>
  hashes: BoundedCache<string>
  files: Files
}

/**
 * Builds what gives equal alerts the same 12 hex digits. It remembers the stacks it has seen, bounded, so that an error that
 * repeats costs one look-up.
 */
export function createFingerprinter(
  options: FingerprinterOptions = {},
): (source: FingerprintSource) => string {
  const memory = {
    places: new PlaceCache<Known>(),
    hashes: new BoundedCache<string>(),
    files: new Files(rootOf(options.root)),
  }
  return (source) => {
    const head = `${source.level === 'fatal' ? 'fatal' : ''}\n${cut(source.logger, partChars)}\n`
    if (source.fingerprint !== undefined) return hashOf(`${head}own\n${ownParts(source.fingerprint)}`, memory)
    const { error } = source
    if (error) return fingerprintError(source, error, head, memory)
    if (source.template) return hashOf(`${head}template\n${source.template.slice(0, templateChars)}`, memory)
    return hashOf(`${head}message\n${mask(source.message)}`, memory)
  }
}

/** Where it was thrown and what it is; what it says only where that is not enough. */
function fingerprintError(
  source: FingerprintSource,
  error: FingerprintError,
  head: string,
  memory: Memory,
): string {
  const place = {
    head,
    name: cut(error.name, partChars),
    code: cut(error.code, partChars),
    causes: error.causes.length === 0 ? '' : causeNames(error),
    // `fetch failed` alone decides by its message whether the message counts.
    isMessageShown: isGeneric(error.name, error.message),
    stack: cut(error.stack, stackChars),
  }
  const { fingerprint, parts } = memory.places.get(place, () => readPlace(place, memory.files))
  if (fingerprint) return fingerprint
  // A value that is no error says less than what was logged with it.
  const said = place.stack === '' && source.message !== error.message ? `${mask(source.message)}\n` : ''
  return hashOf(`${parts}\n${said}${mask(error.message)}`, memory)
}

/** A text seen before costs a look-up, and gives the very same string, which the group table then finds faster. */
function hashOf(text: string, { hashes }: Memory): string {
  return hashes.get(text) ?? hashes.add(text, hash(text))
}

/** Reads a stack. What is known of a place is a pure function of the place. */
function readPlace({ causes, code, head, isMessageShown, name, stack }: Place, files: Files): Known {
  const frames = ownFrames(stack, files)
  // Unlike a template, this writes the text out at once, and hashing it is faster.
  const parts = [`${head}error`, name, code, causes, ...frames].join('\n')
  return { parts, fingerprint: isMessageShown || frames.length === 0 ? undefined : hash(parts) }
}

/** Names along the causes. Members of an AggregateError come in any number and order. */
function causeNames(error: FingerprintError): string {
  let names = ''
  for (const cause of error.causes) if (!cause.member) names += `${cut(cause.name, partChars)} `
  return names
}

function cut(text: string | undefined, max: number): string {
  return text === undefined ? '' : text.length > max ? text.slice(0, max) : text
}

/** The caller's fingerprint as one text. */
function ownParts(fingerprint: string | readonly string[]): string {
  return typeof fingerprint === 'string' ? fingerprint : fingerprint.join('\n')
}

/** With `/` only, and one at its end. Empty where there is no working directory any more. */
function rootOf(root: string | undefined): string {
  const path = (root ?? workingDirectory()).replaceAll('\\', '/').replace(/^[A-Za-z]:\//, '/')
  return path === '' || path.endsWith('/') ? path : `${path}/`
}

function workingDirectory(): string {
  try {
    return process.cwd()
  } catch {
    return ''
  }
}
