import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { Answer } from './fetch.ts'
import { readBody } from './read-body.ts'

const headers = new Headers()
const read = (more: Partial<Answer>, maxBytes = 100) => readBody({ status: 200, headers, ...more }, maxBytes)

describe('the body of an answer', () => {
  it('may be a web stream, a Node stream, an async iterable, a text, or hidden behind text()', async () => {
    const said = '{"errmsg":"系统繁忙"}'
    const bytes = Buffer.from(said)
    async function* chunks() {
      // In the middle of a character.
      yield bytes.subarray(0, 12)
      yield bytes.subarray(12)
    }
    expect(await read({ body: new Response(said).body })).toBe(said)
    expect(await read({ body: Readable.from([bytes.subarray(0, 13), bytes.subarray(13)]) })).toBe(said)
    expect(await read({ body: Readable.from([said.slice(0, 5), said.slice(5)]) })).toBe(said)
    expect(await read({ body: chunks() })).toBe(said)
    expect(await read({ body: said })).toBe(said)
    expect(await read({ body: undefined, text: async () => said })).toBe(said)
    expect(await read({ body: { getReader: () => undefined }, text: async () => said })).toBe(said)
  })

  it('is empty where there is none', async () => {
    expect(await read({ body: null })).toBe('')
    expect(await read({})).toBe('')
    expect(await read({ body: '' })).toBe('')
    expect(await read({ body: new Response(null).body })).toBe('')
  })

  it('loses a byte order mark, which JSON does not know', async () => {
    const said = Buffer.from('\uFEFF{"errcode":0}')
    expect(await read({ body: new Response(said).body })).toBe('{"errcode":0}')
  })

  it('is read up to the bound and not further, and its source is told', async () => {
    let pulled = 0
    let told = false
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1
        controller.enqueue(Buffer.alloc(40, 'a'))
      },
      cancel() {
        told = true
      },
    })
    expect(await read({ body: endless })).toBe('a'.repeat(100))
    expect(pulled).toBeLessThanOrEqual(4)
    expect(told).toBe(true)
  })

  it('fails when it breaks off', async () => {
    async function* broken() {
      yield '{"errcode":'
      throw new Error('terminated')
    }
    await expect(read({ body: broken() })).rejects.toThrow('terminated')
  })
})
