import { expect, it, onTestFinished, vi } from 'vitest'
import { getJson, hello, post, start } from './help.ts'

// Many processes or connections: slow where many tests run at once.
vi.setConfig({ testTimeout: 30_000 })

interface Told {
  event: string
  id: string
  data: { id?: number; verdict?: { outcome: string } }
}

/** Reads server-sent events one by one, as a browser's EventSource does. */
async function* watch(url: string, headers: Record<string, string> = {}): AsyncGenerator<Told> {
  const cut = new AbortController()
  onTestFinished(() => cut.abort())
  const response = await fetch(url, { headers, signal: cut.signal })
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString('utf8')
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s)))
      if (fields.event) yield { event: fields.event, id: fields.id, data: JSON.parse(fields.data) }
    }
  }
}

async function positionOf(url: string): Promise<string> {
  return String((await getJson(`${url}/api/requests`)).position)
}

async function next(events: AsyncGenerator<Told>): Promise<Told> {
  const { value } = await events.next()
  if (!value) throw new Error('the stream has ended')
  return value
}

it('tells a watcher of every request as it is decided', async () => {
  const emulator = await start()
  const position = await positionOf(emulator.url)
  const events = watch(`${emulator.url}/api/events?after=${position}`)
  await post(emulator.webhook(), hello)
  await post(emulator.webhook(), {})
  expect(await next(events)).toMatchObject({ event: 'request', data: { id: 1, message: { body: hello } } })
  expect(await next(events)).toMatchObject({
    event: 'request',
    data: { id: 2, verdict: { outcome: 'refused' } },
  })
})

it('gives a watcher that comes back what it missed', async () => {
  const emulator = await start()
  const position = await positionOf(emulator.url)
  await post(emulator.webhook(), hello)
  const { id } = await next(watch(`${emulator.url}/api/events`, { 'last-event-id': position }))
  await post(emulator.webhook(), hello)
  emulator.clear()
  const events = watch(`${emulator.url}/api/events`, { 'last-event-id': id })
  expect([await next(events), await next(events)]).toMatchObject([
    { event: 'request', data: { id: 2 } },
    { event: 'clear' },
  ])
})

it.each(['0000-7', 'nonsense'])('tells a watcher from another run (%s) to start over', async (id) => {
  const emulator = await start()
  expect(await next(watch(`${emulator.url}/api/events`, { 'last-event-id': id }))).toMatchObject({
    event: 'reset',
  })
})

it('asks a watcher to start over when it missed more than a buffer holds', async () => {
  const emulator = await start()
  const position = await positionOf(emulator.url)
  const long = { msgtype: 'text', text: { content: 'x'.repeat(19_000) } }
  for (let count = 0; count < 150; count++) await post(`${emulator.url}/robot/send?access_token=none`, long)
  expect(await next(watch(`${emulator.url}/api/events?after=${position}`))).toMatchObject({ event: 'reset' })
})

it('says no id before the events that were missed, so that a cut between them loses none', async () => {
  const emulator = await start()
  const position = await positionOf(emulator.url)
  await post(emulator.webhook(), hello)
  const cut = new AbortController()
  onTestFinished(() => cut.abort())
  const { body } = await fetch(`${emulator.url}/api/events?after=${position}`, { signal: cut.signal })
  let text = ''
  for await (const chunk of body ?? []) {
    text += Buffer.from(chunk).toString('utf8')
    if (text.includes('event: request')) break
  }
  expect(text.slice(0, text.indexOf('event: request'))).not.toContain('id:')
})

it('tells of changed robots and faults, whoever changed them', async () => {
  const emulator = await start()
  const { url } = emulator
  const position = await positionOf(url)
  const headers = { 'content-type': 'application/json' }
  await fetch(`${url}/api/robots`, { method: 'POST', headers, body: '{}' })
  await fetch(`${url}/api/faults`, { method: 'PUT', headers, body: '{"kind":"busy"}' })
  emulator.fail({ kind: 'quota' })
  const events = watch(`${url}/api/events?after=${position}`)
  emulator.clear()
  const told: string[] = []
  while (told.length < 6) told.push((await next(events)).event)
  expect(told).toEqual(['robots', 'faults', 'faults', 'clear', 'faults', 'robots'])
})

it('ends its streams when the server closes', async () => {
  const emulator = await start()
  const events = watch(`${emulator.url}/api/events?after=x`)
  await next(events)
  const end = events.next().catch(() => ({ done: true }))
  await emulator.close()
  expect(await end).toMatchObject({ done: true })
})
