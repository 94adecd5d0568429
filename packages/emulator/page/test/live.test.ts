import { connect, createServer, type Socket } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import type { Emulator } from '../../src/index.ts'
import { hello, post, start } from '../../test/help.ts'
import { arrived, newPage, openPage } from './browser.ts'

const message = (content: string | number) => ({ msgtype: 'text', text: { content: String(content) } })

it('shows a message as it arrives, in the tab and to a screen reader', async (context) => {
  const { emulator, page } = await openPage(context)
  expect(await page.getByRole('heading', { name: '还没有消息' }).isVisible()).toBe(true)
  await post(emulator.webhook(), message('第一条'))
  await page.locator('.feed').getByText('第一条').waitFor()
  await page.locator('#announcer').getByText('default 的新消息：第一条').waitFor({ state: 'attached' })
})

it('misses nothing and shows nothing twice while the connection is cut and comes back', async (context) => {
  const line = new Line()
  const { emulator, page } = await openPage(context, { via: (target) => line.open(target) })
  await post(emulator.webhook(), message('前'))
  await page.locator('.feed').getByText('前').waitFor()
  for (let round = 1; round <= 2; round++) {
    line.cut()
    await page.locator('.dot-lost').waitFor()
    for (let count = 1; count <= 5; count++) await post(emulator.webhook(), message(`断 ${round}.${count}`))
    line.mend()
    await page.locator('.dot-live').waitFor()
    await page.locator('.feed').getByText(`断 ${round}.5`).waitFor()
  }
  await arrived(page, 11)
  const ids = await page.locator('.row').evaluateAll((all) => all.map((row) => row.getAttribute('data-id')))
  expect(ids).toEqual(emulator.requests().map(({ id }) => String(id)))
})

it('shows what a restarted server has, and nothing of the one before', async (context) => {
  const first = await start()
  const page = await newPage(context)
  await page.goto(first.url)
  await post(first.webhook(), message('旧'))
  await page.locator('.feed').getByText('旧').waitFor()
  await first.close()
  await page.locator('.dot-lost').waitFor()
  const second = await start({ port: Number(new URL(first.url).port), robots: [{ name: 'new' }] })
  await post(second.webhook(), message('新'))
  await page.locator('.feed').getByText('新', { exact: true }).waitFor()
  expect(await page.locator('.feed').getByText('旧').count()).toBe(0)
  expect(await page.getByRole('button', { name: 'new', exact: true }).count()).toBe(1)
})

it('stays at the newest, unless the reader has scrolled up', async (context) => {
  const { emulator, page } = await openPage(context, { emulator: { robots: [{ perMinute: false }] } })
  for (let count = 1; count <= 40; count++) await post(emulator.webhook(), message(`第 ${count} 条`))
  await page.getByText('第 40 条', { exact: true }).waitFor()
  await page.mouse.move(600, 400)
  await page.mouse.wheel(0, -1800)
  await page.getByText('第 40 条', { exact: true }).waitFor({ state: 'detached' })
  const anchor = page.getByText('第 15 条', { exact: true })
  await anchor.waitFor()
  const before = await anchor.boundingBox()
  await post(emulator.webhook(), message('又一条'))
  await post(emulator.webhook(), message('再一条'))
  await page.getByRole('button', { name: '2 条新消息' }).waitFor()
  expect(await anchor.boundingBox()).toEqual(before)
  await page.getByRole('button', { name: '2 条新消息' }).click()
  await page.getByText('再一条').waitFor()
  await page.getByRole('button', { name: '条新消息' }).waitFor({ state: 'detached' })
  await post(emulator.webhook(), message('最后'))
  const last = page.getByText('最后')
  await last.waitFor()
  await expect.poll(async () => (await last.boundingBox())?.y).toBeLessThan(800)
})

it('follows a rush of messages of all heights to the very last', async (context) => {
  const { emulator, page } = await openPage(context, { emulator: { robots: [{ perMinute: false }] } })
  const total = 900
  for (let sent = 1; sent <= total; sent += 30) {
    const bodies = Array.from({ length: 30 }, (_, index) =>
      index % 5 === 0 ? {} : message(`第 ${sent + index} 条\n`.repeat(index % 9)),
    )
    await Promise.all(bodies.map((body) => post(emulator.webhook(), body)))
  }
  await arrived(page, total)
  const rest = () =>
    page.locator('.feed').evaluate((feed) => feed.scrollHeight - feed.clientHeight - feed.scrollTop)
  await expect.poll(rest).toBeLessThanOrEqual(1)
  expect(await page.locator('.new-pill').count()).toBe(0)
})

it('counts a ban down and moves the meters', async (context) => {
  const { emulator, page } = await openPage(context, {
    emulator: { robots: [{ perMinute: 2, perMonth: 10 }] },
  })
  for (let count = 0; count < 3; count++) await post(emulator.webhook(), hello)
  const card = page.locator('.robot')
  await card.locator('.ban').waitFor()
  expect(await card.locator('.ban time').textContent()).toMatch(/^(10:00|9:5\d)$/)
  expect(await card.locator('.meter-figures').allTextContents()).toEqual(['2/2', '2/10'])
})

it('clears here and in every other open page', async (context) => {
  const { emulator, page } = await openPage(context)
  const other = await newPage(context)
  await other.goto(emulator.url)
  await post(emulator.webhook(), hello)
  await other.locator('.row').waitFor()
  await page.getByRole('button', { name: '清空' }).click()
  await page.getByRole('button', { name: '只清空消息' }).click()
  await other.locator('.row').waitFor({ state: 'detached' })
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(emulator.messages()).toEqual([])
})

/** A way to the emulator that can be cut like a cable. */
class Line {
  private readonly sockets = new Set<Socket>()
  private whole = true

  async open(emulator: Emulator): Promise<string> {
    const { port } = new URL(emulator.url)
    const server = createServer((near) => {
      if (!this.whole) return near.destroy()
      const far = connect(Number(port), '127.0.0.1')
      for (const socket of [near, far]) {
        this.sockets.add(socket)
        socket.on('error', () => undefined)
        socket.on('close', () => {
          this.sockets.delete(socket)
          near.destroy()
          far.destroy()
        })
      }
      return near.pipe(far).pipe(near)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      this.cut()
      server.close()
    })
    const address = server.address()
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  }

  cut(): void {
    this.whole = false
    for (const socket of this.sockets) socket.destroy()
  }

  mend(): void {
    this.whole = true
  }
}
