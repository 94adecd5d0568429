import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PostSync } from './post-sync.ts'

/** A server in a thread of its own: this one stands still while it waits. */
const serverScript = `
const { createServer } = require('node:http')
const { parentPort } = require('node:worker_threads')
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost')
  let body = ''
  request.on('data', (chunk) => { body += chunk })
  request.on('end', () => {
    const answer = JSON.stringify({ body, method: request.method, headers: request.headers })
    if (pathname === '/hang') return
    if (pathname === '/cut') return request.socket.destroy()
    if (pathname === '/half') return response.writeHead(200, { 'content-length': 100 }).write('half', () => request.socket.destroy())
    if (pathname === '/busy') return response.writeHead(503, { 'retry-after': '7' }).end('busy')
    if (pathname === '/long') return response.write('字'.repeat(70_000))
    if (pathname === '/moved') return response.writeHead(302, { location: '/' }).end()
    setTimeout(() => response.end(answer), pathname === '/slow' ? 200 : 0)
  })
})
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))
`
let server: Worker
let base = ''

beforeAll(async () => {
  server = new Worker(serverScript, { eval: true })
  const [port] = await once(server, 'message')
  base = `http://127.0.0.1:${port}`
})
afterAll(() => server.terminate())

const to = (path: string, timeoutMs = 10_000) => ({
  url: path.startsWith('http') ? path : base + path,
  headers: { 'content-type': 'application/json' },
  body: '{"words":"最后"}',
  timeoutMs,
})

describe('posting while the thread stands still', () => {
  it('gives the answers back in the order of the requests, which leave together', () => {
    const post = new PostSync(20_000)
    const answers = post.exchange([to('/slow'), to('/busy'), to('/moved')])
    expect(answers).toMatchObject([
      { status: 200 },
      { status: 503, headers: { 'retry-after': '7' }, body: 'busy' },
      { status: 302 },
    ])
    const [first] = answers
    const heard = first && 'body' in first ? JSON.parse(first.body) : undefined
    expect(heard).toMatchObject({
      method: 'POST',
      body: '{"words":"最后"}',
      headers: { 'content-type': 'application/json', 'content-length': '18' },
    })
  })

  it('goes on in rounds', () => {
    const post = new PostSync(20_000)
    for (const path of ['/', '/busy', '/'])
      expect(post.exchange([to(path)])).toMatchObject([{ status: path === '/' ? 200 : 503 }])
  })

  it('says why there is no answer', () => {
    const post = new PostSync(20_000)
    const unused = 'http://127.0.0.1:1/'
    const requests = [to(unused), to('/cut'), to('/half'), to('/hang', 50), to('nonsense://x', 50)]
    expect(post.exchange(requests.slice(0, 4))).toEqual([
      { error: { code: 'ECONNREFUSED', message: expect.any(String) } },
      { error: { code: 'ECONNRESET', message: expect.any(String) } },
      { error: { code: 'ECONNRESET', message: expect.any(String) } },
      { error: { message: 'no answer in time' } },
    ])
    expect(post.exchange(requests.slice(4))).toMatchObject([{ error: { code: expect.any(String) } }])
  })

  it('waits no longer than it may, and keeps the answers that came', () => {
    const post = new PostSync(1_000)
    const answers = post.exchange([to('/busy'), to('/hang')])
    expect(answers).toMatchObject([{ status: 503 }, undefined])
    expect(post.leftMs).toBeLessThan(10)
  })

  it('reads the beginning of an answer without end', () => {
    const [answer] = new PostSync(20_000).exchange([to('/long')])
    expect(answer && 'body' in answer && answer.body.startsWith('字'.repeat(60_000))).toBe(true)
  })
})

it('a name is looked up as ever', () => {
  const [answer] = new PostSync(20_000).exchange([to(base.replace('127.0.0.1', 'localhost'))])
  expect(answer).toMatchObject({ status: 200 })
})
