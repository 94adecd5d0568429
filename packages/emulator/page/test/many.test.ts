import { expect, it } from 'vitest'
import { post, start } from '../../test/help.ts'
import { arrived, newPage } from './browser.ts'

const total = 5000

it('scrolls through 5,000 messages of all heights without a gap, rendering only those in view', async (context) => {
  const page = await newPage(context)
  const emulator = await start({ robots: [{ perMinute: false }], maxMessages: total, maxRequests: total })
  const webhook = emulator.webhook()
  for (let sent = 0; sent < total; sent += 50)
    await Promise.all(Array.from({ length: 50 }, (_, index) => post(webhook, messageOf(sent + index))))
  await page.goto(emulator.url)
  await arrived(page, total)
  await page.mouse.move(600, 400)
  let last = total + 1
  let most = 0
  while (last > total - 400) {
    await page.mouse.wheel(0, -2000)
    const { covered, first, count } = await page.locator('.feed').evaluate(look)
    expect(covered).toBe(true)
    expect(first).toBeLessThanOrEqual(last)
    last = first
    most = Math.max(most, count)
  }
  // As if somebody had dragged the bar: far jumps, each of which must land on messages.
  for (const share of [0.5, 0.1, 0.9, 0]) {
    await page.locator('.feed').evaluate((feed, part) => feed.scrollTo(0, feed.scrollHeight * part), share)
    const { covered, count } = await page.locator('.feed').evaluate(look)
    expect(covered).toBe(true)
    most = Math.max(most, count)
  }
  await arrived(page, 1)
  expect(most).toBeLessThan(60)
})

function messageOf(index: number) {
  if (index % 7 === 0) return { msgtype: 'nonsense' }
  if (index % 3 === 0)
    return { msgtype: 'text', text: { content: `第 ${index} 条\n`.repeat((index % 5) + 1) } }
  const text = `### 第 ${index} 条\n\n${'- 一行\n'.repeat(index % 9)}\n\n完`
  return { msgtype: 'markdown', markdown: { title: 't', text } }
}

/** After the next two frames: whether rows cover the whole view, which is the first, how many are rendered. */
async function look(feed: Element) {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  await frame()
  await frame()
  const view = feed.getBoundingClientRect()
  const rows = [...feed.querySelectorAll('.row')].map((row) => ({
    box: row.getBoundingClientRect(),
    place: Number(row.getAttribute('aria-posinset')),
  }))
  const seen = rows.filter(({ box }) => box.bottom > view.top && box.top < view.bottom)
  const gaps = seen.some(
    ({ box }, index) => index > 0 && Math.abs(box.top - (seen[index - 1]?.box.bottom ?? 0)) > 1,
  )
  const top = seen[0]?.box.top ?? Number.POSITIVE_INFINITY
  const bottom = seen.at(-1)?.box.bottom ?? Number.NEGATIVE_INFINITY
  return {
    covered: !gaps && top <= view.top + 1 && bottom >= view.bottom - 1,
    first: seen[0]?.place ?? 0,
    count: rows.length,
  }
}
