import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { text } from '../../src/message/text.ts'
import { robotFor, scripted } from '../scripted-fetch.ts'
import { witness } from './witness.ts'

const token = 'fa4e-token-that-is-shown'
const secret = 'SECfa4e-secret-that-is-shown'

/** Uses the token, as the first thing in this process. */
async function useToken(): Promise<void> {
  await robotFor(scripted(), { webhook: token, secret }).robot.send(text('hello'))
}

describe('a credential that is shown is found', () => {
  const ways: [where: RegExp, show: (shown: string) => unknown][] = [
    [/^stderr/, (shown) => process.stderr.write(`${shown}\n`)],
    [/^stdout/, (shown) => process.stdout.write(`${shown}\n`)],
    [/^the stdout of a process/, (shown) => print(shown, 'log')],
    [/^the stderr of a process/, (shown) => print(shown, 'error')],
    [/^the file /, (shown) => process.getBuiltinModule('node:fs').writeFileSync('/dev/null', shown)],
    [/^the file kept/, keep],
    [/^the body of a request/, post],
  ]
  it.each(ways)('%s', async (where, show) => {
    await useToken()
    for (const shown of [token, secret]) {
      expect(witness().takeFindings()).toEqual([])
      await show(shown)
      const findings = witness().takeFindings()
      expect(findings).not.toEqual([])
      for (const finding of findings) expect(finding).toMatch(where)
    }
  })

  it('and one that only stands in a query is not', async () => {
    await useToken()
    expect(witness().takeFindings()).toEqual([])
  })
})

const print = (shown: string, method: string) => run(`console.${method}(process.argv[1])`, shown)

/** Runs a script in a process of its own. */
async function run(script: string, ...args: string[]): Promise<void> {
  const child = spawn(process.execPath, ['-e', script, ...args])
  child.stdout.resume()
  child.stderr.resume()
  await once(child, 'close')
}

/** A file that another process writes, and that is thrown away unread. */
async function keep(shown: string): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'dingbell-'))
  await run("require('node:fs').writeFileSync(process.argv[1], process.argv[2])", join(dir, 'kept'), shown)
  rmSync(dir, { recursive: true })
}

async function post(body: string): Promise<void> {
  const server = createServer((request, response) => request.resume().on('end', () => response.end('{}')))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  await fetch(`http://127.0.0.1:${port}/robot/send?access_token=${token}`, { method: 'POST', body })
  server.closeAllConnections()
  server.close()
}
