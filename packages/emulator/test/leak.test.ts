import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { run } from './tools.ts'

const script = `
import { connect } from 'node:net'
import { startEmulator } from '@dingbell/emulator'
const emulator = await startEmulator({ maxMessages: 100, maxRequests: 100, robots: [{ perMinute: false }] })
const { port, pathname, search } = new URL(emulator.webhook())
const dial = (text) => new Promise((resolve) => {
  const socket = connect(port, '127.0.0.1', () => socket.write(text))
  socket.once('data', () => resolve(socket)).on('error', () => undefined)
})
const headers = { 'content-type': 'application/json' }
const send = (size) => fetch(emulator.webhook(), {
  method: 'POST', headers, body: JSON.stringify({ msgtype: 'text', text: { content: 'x'.repeat(size) }, msgUuid: String(Math.random()) }),
}).then((answer) => answer.text())
async function storm() {
  for (let round = 0; round < 20; round++) {
    const watchers = await Promise.all(Array.from({ length: 5 }, () => dial('GET /api/events HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n')))
    await Promise.all(Array.from({ length: 25 }, (_, at) => send(at % 5 === 0 ? 60_000 : 15_000)))
    for (const watcher of watchers) watcher.destroy()
  }
  emulator.fail({ kind: 'hang', times: 1 })
  await fetch(emulator.webhook(), { method: 'POST', headers, body: '{}', signal: AbortSignal.timeout(50) }).catch(() => undefined)
  for (let pass = 0; pass < 3; pass++) { await new Promise((resolve) => setTimeout(resolve, 50)); gc() }
  return process.memoryUsage().heapUsed
}
await storm()
const before = await storm()
const after = await storm()
console.log(JSON.stringify({ grown: after - before, kept: emulator.messages().length }))
await emulator.close()
`

it('does not grow with the number of requests, watchers and hung calls', async () => {
  const cwd = fileURLToPath(new URL('..', import.meta.url))
  const { stdout } = await run(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], {
    cwd,
  })
  const { grown, kept } = JSON.parse(stdout)
  expect(kept).toBe(100)
  // A storm carries 12 MB of bodies; what it leaves behind for good must be noise beside that.
  expect(grown).toBeLessThan(2_000_000)
}, 30_000)
