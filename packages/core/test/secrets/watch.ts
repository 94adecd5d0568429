import { ChildProcess } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { witness } from './witness.ts'

// Every test file of every package begins here: from now on the witness hears what is printed, written and sent by this
// process and by those that it starts, and learns which credentials are used. A file in which one was shown fails.

type Act = (self: unknown, args: unknown[]) => void

/** Has `before` called with the arguments of every call of a method. */
function spy(holder: object, name: string, before: Act, after: Act = () => {}): void {
  const method: unknown = Reflect.get(holder, name)
  if (typeof method !== 'function') throw new Error(`${name} is gone`)
  Reflect.set(holder, name, function spied(this: unknown, ...args: unknown[]): unknown {
    before(this, args)
    const result: unknown = Reflect.apply(method, this, args)
    after(this, args)
    return result
  })
}

function hearAll(stream: unknown, where: string, method: string): void {
  if (typeof stream !== 'object' || stream === null) return
  spy(stream, method, (_self, [chunk]) => witness().heard(where, textOf(chunk)))
}

function textOf(chunk: unknown): string {
  if (typeof chunk === 'string') return chunk
  return chunk instanceof Uint8Array ? Buffer.from(chunk).toString() : ''
}

const learn: Act = (_self, [, secret]) => witness().used(typeof secret === 'string' ? secret : undefined)
const readRequest: Act = (_self, [event, request]) => {
  if (event !== 'request' || !(request instanceof http.IncomingMessage)) return
  let body = ''
  spy(request, 'push', (_stream, [chunk]) => {
    body += textOf(chunk)
    if (chunk === null) witness().sent(request.url ?? '', body)
  })
}
/** Files that a test wrote itself, such as a configuration with the credential in it. */
const ownFiles = new Set<unknown>()
const readBefore: Act = (_self, [path]) => {
  if (typeof path !== 'string' || !fs.statSync(path, { throwIfNoEntry: false })?.isDirectory()) return
  for (const name of fs.readdirSync(path, { recursive: true, encoding: 'utf8' })) {
    const file = join(path, name)
    if (ownFiles.has(file) || !fs.statSync(file).isFile()) continue
    witness().heard(`the file ${name}`, `${name} ${fs.readFileSync(file, 'utf8')}`)
  }
}
const readWritten: Act = (_self, [file, text]) => witness().heard(`the file ${file}`, textOf(text))

const installed = Symbol.for('dingbell.test.watch')
if (!Reflect.has(globalThis, installed)) {
  Reflect.set(globalThis, installed, true)
  spy(crypto, 'createHmac', learn)
  for (const { prototype } of [http.Server, https.Server]) spy(prototype, 'emit', readRequest)
  spy(
    ChildProcess.prototype,
    'spawn',
    () => {},
    (child) => {
      if (!(child instanceof ChildProcess)) return
      hearAll(child.stdout, 'the stdout of a process', 'push')
      hearAll(child.stderr, 'the stderr of a process', 'push')
    },
  )
  hearAll(process.stdout, 'stdout', 'write')
  hearAll(process.stderr, 'stderr', 'write')
  spy(fs, 'rmSync', readBefore)
  spy(fs, 'writeFileSync', (_self, [file]) => ownFiles.add(file))
  syncBuiltinESMExports()
  // After that: the packages ask for `fs` when they need it, the tests import it.
  for (const name of ['writeFileSync', 'appendFileSync', 'writeSync']) spy(fs, name, readWritten)
}

afterAll(() => {
  const findings = witness().takeFindings()
  if (findings.length > 0) throw new Error(`credentials were shown:\n${findings.slice(0, 10).join('\n')}`)
})
