import { detach } from '../alert/bound.ts'
import { BoundedCache } from './fingerprint-cache.ts'

/** Segments of a path outside of the working directory that are the same on every host. */
const tailSegments = 3
/** Evals in evals that are followed to the file that holds them. */
const maxEvals = 5

/** Where a file is said to come from, if not from the root of the disk. */
const origin = /^(?:file:\/\/|webpack(?:-internal)?:\/\/[^/]*\/)?(?:\.\/)?/
const fileScheme = 'file://'
const drive = /^\/?[A-Za-z]:\//

/** What is no file of the application's own. */
const foreign = /^(?:node:|internal\/|native$|wasm:|<anonymous>|index \d|webpack\/(?:bootstrap|runtime))/
const dependency = /(?:^|[\\/])node_modules[\\/]/
/** What V8 calls code that came from a string. */
const evaluated = /^(?:eval at |\[eval\]|evalmachine\.)/

/** Names the files of stacks. It remembers the names: an application has few files, and they come again and again. */
export class Files {
  readonly #root: string
  readonly #names = new BoundedCache<string>()

  /** `root` is the directory below which files are named in full, with `/` only and one at its end. */
  constructor(root: string) {
    this.#root = root
  }

  /**
   * The file's name, the same on every host: below the root from there, elsewhere its last segments. Empty for one that is
   * not the application's own.
   */
  nameOf(place: string): string {
    const file = withoutNumber(withoutNumber(place))
    return this.#names.get(file) ?? this.#learn(detach(file))
  }

  /** Of a copy: the name is cut from it, and would keep the whole stack alive. */
  #learn(file: string): string {
    return this.#names.add(file, isOwn(file) ? this.#read(file) : '')
  }

  #read(file: string): string {
    const path = pathOf(file.startsWith('eval at ') ? evalOrigin(file) : file)
    const isBelow = this.#root !== '' && path.startsWith(this.#root)
    const known = isBelow ? path.slice(this.#root.length) : tailOf(path)
    return /\d/.test(known) ? withoutIds(known) : known
  }
}

/** Whether the place is in the application: not Node's, not a dependency's, not built in. Evaluated code always is. */
export function isOwn(place: string): boolean {
  // Most are plain paths or Node's own, and quickly told.
  if (place.startsWith('node:')) return false
  const isPath = place.startsWith('/') || place.startsWith('file:')
  if (isPath && !place.includes('node_modules')) return true
  if (evaluated.test(place)) return true
  return !foreign.test(place) && !(place.includes('node_modules') && dependency.test(place))
}

/** The last segments of a path, or all of a short one. */
function tailOf(path: string): string {
  let at = path.length
  for (let segment = 0; segment < tailSegments; segment += 1) {
    at = at > 0 ? path.lastIndexOf('/', at - 1) : -1
    if (at < 0) return path
  }
  return path.slice(at + 1)
}

/** `eval at inner (file:1:2), <anonymous>:3:4` stands in that file. */
function evalOrigin(place: string): string {
  let origin = place
  for (let depth = 0; depth < maxEvals && origin.startsWith('eval at '); depth += 1) {
    const open = origin.indexOf(' (')
    const close = origin.lastIndexOf(')')
    if (open < 0 || close < open) return 'eval'
    origin = origin.slice(open + 2, close)
  }
  return withoutNumber(withoutNumber(origin))
}

/** Without scheme, drive and query, and with `/` only. */
function pathOf(file: string): string {
  let path = file
  if (path.includes('\\')) path = path.replaceAll('\\', '/')
  const query = path.indexOf('?')
  if (query >= 0) path = path.slice(0, query)
  if (path.startsWith('/')) return path
  const local = path.startsWith('file:///') ? path.slice(fileScheme.length) : path.replace(origin, '')
  return local.slice(1, 3).includes(':') ? local.replace(drive, '/') : local
}

/** Takes a `:12` off the end. */
function withoutNumber(place: string): string {
  let at = place.length
  while (at > 0 && place.charCodeAt(at - 1) >= 0x30 && place.charCodeAt(at - 1) <= 0x39) at -= 1
  return at < place.length && place.charAt(at - 1) === ':' ? place.slice(0, at - 1) : place
}

/** Content hashes and release numbers in a path change from build to build. */
function withoutIds(path: string): string {
  return path.replace(/[A-Za-z0-9]{6,}/g, (word) => (isBuildId(word) ? '#' : word))
}

function isBuildId(word: string): boolean {
  if (!/\d/.test(word)) return false
  return /^(?:\d+|[0-9a-f]{8,})$/i.test(word) || (word.length >= 8 && /\d\D+\d/.test(word))
}
