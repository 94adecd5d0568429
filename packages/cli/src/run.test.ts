import { Readable, Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { run } from './run.ts'
import type { World } from './world.ts'

const token = 'fa4e0000000000000000000000000000000000000000000000000000000000aa'

/** Runs the command in this process. */
async function runHere(args: readonly string[], stdin: Readable, env: NodeJS.ProcessEnv = {}) {
  const said = { stdout: '', stderr: '' }
  const into = (name: keyof typeof said) =>
    new Writable({
      write(chunk, _, done) {
        said[name] += chunk
        done()
      },
    })
  const world: World = {
    argv: ['node', 'dingbell', ...args],
    env: { LANG: 'en_US.UTF-8', ...env },
    stdin,
    stdout: into('stdout'),
    stderr: into('stderr'),
    pid: 0,
    on: () => {},
    off: () => {},
    kill: () => {},
  }
  return { code: await run(world), ...said }
}

it('ends with 1 for a defect, and quotes no credential that its words hold', async () => {
  const env = { DINGTALK_WEBHOOK: `https://127.0.0.1/robot/send?access_token=${token}` }
  const broken = () =>
    new Readable({
      read() {
        this.destroy(new Error(`odd ${token} and SECfake0fake0fake0fake0`))
      },
    })
  const plain = await runHere(['send', 'text'], broken(), env)
  expect(plain.code).toBe(1)
  expect(plain.stderr).toContain('✗ Unexpected: a defect of this command\nError: odd *** and SEC***\n    at ')
  const json = await runHere(['send', 'text', '--json'], broken(), env)
  expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, exitCode: 1, code: 'ERR_DINGBELL_UNEXPECTED' })
  expect(json.stdout + plain.stderr).not.toContain(token)
})

it('prints help for the asking with 0, and instead of what was not asked with 2', async () => {
  expect(await runHere(['--help'], Readable.from([]))).toMatchObject({ code: 0, stderr: '' })
  expect(await runHere([], Readable.from([]))).toMatchObject({ code: 2, stdout: '' })
})
