// Bundles the Robot half of the built core as an application would, and says what it weighs.
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const core = fileURLToPath(new URL('../packages/core/dist/index.js', import.meta.url))
const sending = ['Robot', 'text', 'markdown', 'isDingTalkError']
const others = ['link', 'actionCard', 'feedCard', 'escapeMarkdown', 'pageLink', 'sign', 'DingTalkError']
const halves = [
  { name: 'what it takes to send', names: sending, mostBytes: 6_500 },
  { name: 'the whole Robot half', names: [...sending, ...others], mostBytes: 7_400 },
]

for (const { name, names, mostBytes } of halves) {
  const { metafile, outputFiles } = await build({
    stdin: { contents: `export { ${names.join(', ')} } from ${JSON.stringify(core)}`, resolveDir: '.' },
    bundle: true,
    splitting: true,
    outdir: 'bundle',
    metafile: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    write: false,
  })
  const contents = atOnce(metafile.outputs).map(
    (path) => outputFiles.find((file) => file.path.endsWith(path)).contents,
  )
  const whole = Buffer.concat(contents)
  const bytes = gzipSync(whole, { level: 9 }).length
  const fits = bytes <= mostBytes
  if (!fits) process.exitCode = 1
  console.log(
    `${name}: ${bytes} bytes of ${mostBytes}, ${whole.length} before gzip${fits ? '' : ': TOO LARGE'}`,
  )
  console.log(`  ${names.join(', ')}`)
}

/** The files that are loaded at once: the entry and what it imports, not what it imports later. */
function atOnce(outputs) {
  const [entry] = Object.keys(outputs).filter((path) => outputs[path].entryPoint)
  const paths = new Set([entry])
  for (const path of paths) {
    for (const { kind, path: next } of outputs[path].imports) if (kind === 'import-statement') paths.add(next)
  }
  return [...paths].filter((path) => path in outputs)
}
