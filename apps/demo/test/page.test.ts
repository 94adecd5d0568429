import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, type TestContext, vi } from 'vitest'
import { openTab } from './browser.ts'
import { spawnDemo, urlOf } from './run-demo.ts'

// Digests, reminders and outages take their time.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 })

const demo = spawnDemo([], {})
let url = ''

beforeAll(async () => {
  url = await urlOf(demo)
})
afterAll(() => demo.stop())

async function open(context: TestContext): Promise<Page> {
  const page = await openTab(context)
  await page.goto(url)
  return page
}

/** Presses a button and waits for the words that it is answered with. */
async function press(page: Page, path: string): Promise<string> {
  await page.locator('#result .told').evaluate((told) => told.replaceChildren())
  await page.click(`form[action="${path}"] button`)
  await page.locator('#result .told:not(:empty)').waitFor()
  return (await page.locator('#result .told').textContent()) ?? ''
}

/** The number of the last message that the chat shows. */
const lastOf = (page: Page) => page.locator('.message').last().getAttribute('data-message').then(Number)

/** Waits for a message after that one which says so, and gives its kind. */
async function arrival(page: Page, after: number, said: RegExp): Promise<string | null> {
  const message = page.locator('.message').filter({ hasText: said })
  await expect
    .poll(() => message.last().getAttribute('data-message').then(Number), slowly)
    .toBeGreaterThan(after)
  return message.last().getAttribute('data-kind')
}

const slowly = { timeout: 60_000, interval: 100 }

/** The four numbers of a ledger, read at once. */
function booksOn(page: Page, name = 'app') {
  return page.locator('#ledger').evaluate((ledger, book) => {
    const read = (key: string) =>
      Number(ledger.querySelector(`[data-books="${book}-${key}"]`)?.textContent?.replaceAll(',', ''))
    return {
      accepted: read('accepted'),
      delivered: read('delivered'),
      pending: read('pending'),
      dropped: read('dropped'),
    }
  }, name)
}

it('shows what the tour has sent, and a ledger that adds up', async (context) => {
  const page = await open(context)
  expect(await page.locator('.message').count()).toBe(10)
  expect(await booksOn(page)).toEqual({ accepted: 3, delivered: 3, pending: 0, dropped: 0 })
  expect(await booksOn(page, 'pino')).toEqual({ accepted: 1, delivered: 1, pending: 0, dropped: 0 })
  const used = (robot: string) =>
    page.locator(`li[data-robot="${robot}"][data-used]`).getAttribute('data-used')
  expect([await used('messages'), await used('alerts'), await used('pino')]).toEqual(['6', '3', '1'])
})

const messages = [
  ['/send/text', 'text', /This is a text message/],
  ['/send/link', 'link', /The whole message opens it/],
  ['/send/markdown', 'markdown', /shop is now at 1\.4\.2/],
  ['/send/card', 'actionCard', /A refund waits.*Review/s],
  ['/send/buttons', 'actionCard', /Roll back\s*Wait and see/],
  ['/send/feed', 'feedCard', /Winston, the classic logger/],
] as const

it('brings a message of each kind into the chat, and says how to do it in a terminal', async (context) => {
  const page = await open(context)
  for (const [path, kind, said] of messages) {
    const before = await lastOf(page)
    expect(await press(page, path)).toBe('Delivered: look at the group.')
    expect(await arrival(page, before, said)).toBe(kind)
    await expect.poll(() => page.locator('#result .arrived').textContent()).toMatch(/^The group just got: /)
    expect(await page.locator('#result .command').textContent()).toBe(`curl -X POST '${url}${path}'`)
  }
})

const errors = [
  ['/fail/controller', 'app', /stock service does not answer/, /HTTP 500/],
  ['/fail/cron', 'app', /nightly settlement failed/, /the group knows/],
  ['/log/winston', 'app', /payment provider answered/, /did not wait/],
  ['/log/pino', 'pino', /coupon service timed out/, /worker thread/],
] as const

it.for(errors)('%s is booked (%s) and told to the group', async ([path, books, said, answer], context) => {
  const page = await open(context)
  const before = await lastOf(page)
  const { accepted } = await booksOn(page, books)
  expect(await press(page, path)).toMatch(answer)
  expect(await arrival(page, before, said)).toBe('markdown')
  await expect
    .poll(() => booksOn(page, books), slowly)
    .toEqual({ accepted: accepted + 1, delivered: accepted + 1, pending: 0, dropped: 0 })
})

it('a slow payment rings from the fifth on', async (context) => {
  const page = await open(context)
  const before = await lastOf(page)
  for (const left of [4, 3, 2, 1]) expect(await press(page, '/threshold')).toContain(`Press ${left} more`)
  await expect.poll(() => booksOn(page)).toMatchObject({ pending: 4 })
  expect(await lastOf(page)).toBe(before)
  expect(await press(page, '/threshold')).toContain('Number 5 within a minute: the group hears of it.')
  await arrival(page, before, /slow payment, more than 3 seconds\s*(5 times|×5)/)
  await expect.poll(() => booksOn(page), slowly).toMatchObject({ pending: 0, dropped: 0 })
})

it('a reminder comes when its time has come', async (context) => {
  const page = await open(context)
  const before = await lastOf(page)
  expect(await press(page, '/reminders')).toBe('The group is reminded in 10 s.')
  await page.getByText('1 reminder to come').waitFor()
  expect(await arrival(page, before, /Reminder: stand-up/)).toBe('text')
})

it('a storm of 10,000 with a fatal error becomes a few messages, the fatal one while it goes on', async (context) => {
  const page = await open(context)
  const before = await lastOf(page)
  const { accepted } = await booksOn(page)
  await press(page, '/storm?fatal=true')
  await page.getByText(/Storm going on · [\d,]+/).waitFor()
  await arrival(page, before, /the main database is gone/)
  expect(await page.getByText('Storm going on').count()).toBe(1)
  await expect
    .poll(async () => {
      const now = await booksOn(page)
      expect(now.accepted).toBe(now.delivered + now.pending + now.dropped)
      return now
    }, slowly)
    .toEqual({ accepted: accepted + 10_001, delivered: accepted + 10_001, pending: 0, dropped: 0 })
  const messages = page.locator('.message[data-robot="alerts"]')
  const numbers = await messages.evaluateAll((all) =>
    all.map((each) => Number(each.getAttribute('data-message'))),
  )
  const ofStorm = numbers.filter((number) => number > before)
  expect(ofStorm.length).toBeGreaterThanOrEqual(2)
  expect(ofStorm.length).toBeLessThanOrEqual(6)
})

it('what happens while DingTalk is down waits, and arrives when it is up again', async (context) => {
  const page = await open(context)
  const before = await lastOf(page)
  const { accepted } = await booksOn(page)
  await press(page, '/dingtalk/down')
  await page.locator('[data-dingtalk="down"]').waitFor()
  for (let count = 0; count < 3; count += 1) await press(page, '/log/winston')
  await expect.poll(() => booksOn(page)).toMatchObject({ accepted: accepted + 3, pending: 3 })
  expect(await press(page, '/send/text')).toMatch(/Under way|TRANSIENT/)
  expect(await lastOf(page)).toBe(before)
  await press(page, '/dingtalk/up')
  await page.locator('[data-dingtalk="up"]').waitFor()
  await arrival(page, before, /payment provider answered/)
  await expect
    .poll(() => booksOn(page), slowly)
    .toEqual({ accepted: accepted + 3, delivered: accepted + 3, pending: 0, dropped: 0 })
})
