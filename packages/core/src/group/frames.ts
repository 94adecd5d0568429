/** Frames that make a fingerprint. */
const maxFrames = 5
/** Segments of a path outside of the working directory that are the same on every host. */
const tailSegments = 3
/** Evals in evals that are followed to the file that holds them. */
const maxEvals = 5

interface Frame {
  /** What V8 calls the function, empty for anonymous ones. */
  call: string
  /** What stands for the file: a path, a URL, `eval at …`, `<anonymous>`. */
  place: string
}

/**
 * Function and file of up to 5 frames of the application's own code, from the top. A frame that stood above already is left
 * out: recursion makes it a matter of depth.
 */
export function ownFrames(stack: string, root: string): string[] {
  const found = new Set<string>()
  for (const line of stack.split('\n')) {
    const frame = readFrame(line)
    if (frame && isOwn(frame)) found.add(`${nameOf(frame.call)} ${fileOf(frame.place, root)}`)
    if (found.size === maxFrames) break
  }
  return [...found]
}

/** The stack's lines with the application's own frames first; the same frame in a row is shown once. */
export function inAppFirst(stack: string): string {
  const own: string[] = []
  const others: string[] = []
  let before = ''
  for (const line of stack.split('\n')) {
    const frame = readFrame(line)
    const text = frame ? line.trim() : line.trimEnd()
    if (text === before) continue
    before = text
    if (frame && isOwn(frame)) own.push(text)
    else others.push(text)
  }
  return [...own, ...others].join('\n')
}

/** `at async new Call [as alias] (place)` or `at place`. */
function readFrame(line: string): Frame | undefined {
  const text = line.trim()
  if (!text.startsWith('at ')) return undefined
  const rest = text.slice(text.startsWith('async ', 3) ? 9 : 3)
  const open = rest.indexOf(' (')
  if (open < 0 || !rest.endsWith(')')) return { call: '', place: rest }
  return { call: rest.slice(0, open), place: rest.slice(open + 2, -1) }
}

/** Where a file is said to come from, if not from the root of the disk. */
const origin = /^(?:file:\/\/|webpack(?:-internal)?:\/\/[^/]*\/)?(?:\.\/)?/
const fileScheme = 'file://'
const drive = /^\/?[A-Za-z]:\//

/** What is no file of the application's own. */
const foreign = /^(?:node:|internal\/|native$|wasm:|<anonymous>|index \d|webpack\/(?:bootstrap|runtime))/
const dependency = /(?:^|[\\/])node_modules[\\/]/
/** What V8 calls code that came from a string. */
const evaluated = /^(?:eval at |\[eval\]|evalmachine\.)/

/** Whether the frame is the application's: not Node's, not a dependency's, not built in. Evaluated code always is. */
function isOwn({ place }: Frame): boolean {
  // Most are plain paths, and quickly told.
  const isPath = place.startsWith('/') || place.startsWith('file:')
  if (isPath && !place.includes('node_modules')) return true
  if (evaluated.test(place)) return true
  return !foreign.test(place) && !(place.includes('node_modules') && dependency.test(place))
}

/** The function without what a bundler or V8 adds to tell two of them apart. */
function nameOf(call: string): string {
  if (call === '') return '<anonymous>'
  const alias = call.indexOf(' [as ')
  const name = alias < 0 ? call : call.slice(0, alias)
  if (name.endsWith('<anonymous>')) return '<anonymous>'
  return name.includes('$') ? name.replace(/\$\d+(?![\w$])/g, '') : name
}

/** The file, the same on every host: below the working directory from there, elsewhere its last segments. */
function fileOf(place: string, root: string): string {
  const path = pathOf(place.startsWith('eval at ') ? evalOrigin(place) : place)
  const isBelow = root !== '' && path.startsWith(root)
  const known = isBelow ? path.slice(root.length) : tailOf(path)
  return /\d/.test(known) ? withoutIds(known) : known
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
  return origin
}

/** Without scheme, drive, query, line and column, and with `/` only. */
function pathOf(place: string): string {
  let path = withoutNumber(withoutNumber(place))
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
