// Bundles the Robot half of the built core as an application would, and says what it weighs.
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const core = fileURLToPath(new URL('../packages/core/dist/index.js', import.meta.url))
const sending = ['Robot', 'text', 'markdown', 'isDingTalkError']
const others = ['link', 'actionCard', 'feedCard', 'escapeMarkdown', 'pageLink', 'sign', 'DingTalkError']
const halves = [
  { name: 'what it takes to send', names: sending, mostBytes: 6_656 },
  { name: 'the whole Robot half', names: [...sending, ...others], mostBytes: 7_580 },
]

for (const { name, names, mostBytes } of halves) {
  const { outputFiles } = await build({
    stdin: { contents: `export { ${names.join(', ')} } from ${JSON.stringify(core)}`, resolveDir: '.' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    write: false,
  })
  const [{ contents }] = outputFiles
  const bytes = gzipSync(contents, { level: 9 }).length
  const fits = bytes <= mostBytes
  if (!fits) process.exitCode = 1
  console.log(
    `${name}: ${bytes} bytes of ${mostBytes}, ${contents.length} before gzip${fits ? '' : ': TOO LARGE'}`,
  )
  console.log(`  ${names.join(', ')}`)
}
