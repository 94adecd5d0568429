import { devices } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openTab } from './browser.ts'
import { spawnDemo, urlOf } from './run-demo.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const demo = spawnDemo([], {})
let url = ''

beforeAll(async () => {
  url = await urlOf(demo)
})
afterAll(() => demo.stop())

it('fits every screen, with buttons for a thumb', async (context) => {
  const page = await openTab(context)
  await page.goto(url)
  for (const width of [320, 390, 768, 1024, 1440, 2200]) {
    await page.setViewportSize({ width, height: 800 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    const buttons = page.locator('.buttons-of button')
    const heights = await buttons.evaluateAll((all) => all.map((each) => each.clientHeight))
    expect(heights).toHaveLength(16)
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44)
  }
})

it('brings what happened into sight on a phone, and leads to the chat', async (context) => {
  const page = await openTab(context, { ...devices['iPhone 13'], locale: 'zh-CN' })
  await page.goto(url)
  expect(await page.title()).toBe('Dingbell 演示')
  expect(await page.locator('#result').isVisible()).toBe(false)
  await page.tap('form[action="/send/card"] button')
  const result = page.locator('#result')
  await result.getByText('已送达，看看群里。').waitFor()
  await result.getByText('群里刚收到：A refund waits for approval [Review]').waitFor()
  await result.getByRole('link', { name: '看群聊' }).tap()
  await expect
    .poll(() => page.locator('#messages').evaluate((chat) => chat.getBoundingClientRect().top))
    .toBeLessThan(300)
  expect(await result.isVisible()).toBe(false)
  await page.tap('form[action="/send/text"] button')
  await result.getByRole('button', { name: '关闭' }).tap()
  expect(await result.isVisible()).toBe(false)
})

it('follows the system into the dark, unless a theme was chosen', async (context) => {
  const page = await openTab(context, { colorScheme: 'dark' })
  await page.goto(url)
  // A page that has just been opened has no ground yet.
  const ground = async () => {
    await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor !== 'rgba(0, 0, 0, 0)')
    return page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  }
  const dark = await ground()
  await page.getByRole('link', { name: 'Light' }).click()
  await expect.poll(ground).not.toBe(dark)
  await page.getByRole('link', { name: 'Dark', exact: true }).click()
  await expect.poll(ground).toBe(dark)
  await page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(ground).toBe(dark)
})

it('speaks the language of the browser, unless another was chosen', async (context) => {
  const page = await openTab(context, { locale: 'zh-CN' })
  await page.goto(url)
  expect(await page.locator('h1').textContent()).toBe('Dingbell 演示')
  await page.getByRole('link', { name: 'English' }).click()
  expect(await page.locator('h1').textContent()).toBe('Dingbell demo')
  await page.reload()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
})

it.for(['light', 'dark'] as const)(
  'keeps enough contrast between words and ground (%s)',
  async (colorScheme, context) => {
    const page = await openTab(context, { colorScheme })
    await page.goto(url)
    expect(await page.evaluate(faintWords)).toEqual([])
  },
)

it('works without its script', async (context) => {
  const page = await openTab(context, { javaScriptEnabled: false })
  // The bare JSON that a form leads to has no icon.
  page.removeAllListeners('console')
  await page.goto(url)
  await page.click('form[action="/send/text"] button')
  expect(await page.locator('body').textContent()).toContain('"done":"Delivered: look at the group."')
})

it('says so when the demo is gone', async (context) => {
  const own = spawnDemo([], {})
  context.onTestFinished(() => own.stop())
  const page = await openTab(context)
  page.removeAllListeners('console')
  await page.goto(await urlOf(own))
  own.kill('SIGINT')
  expect(await own.ended).toBe(0)
  await page.locator('body.offline').waitFor()
  await page.click('form[action="/storm"] button')
  await page.getByText('The demo does not answer. Is it still running?').waitFor()
})

/** Runs in the page: the words whose contrast is below 4.5 (WCAG AA), with their colours. */
function faintWords(): string[] {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const luminance = (colour: string) => {
    if (!canvas) return 0
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const groundOf = (element: Element | null): string => {
    if (!element) return 'white'
    const { backgroundColor } = getComputedStyle(element)
    return /, 0\)$/.test(backgroundColor) ? groundOf(element.parentElement) : backgroundColor
  }
  const faint: string[] = []
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    const hasWords = [...element.childNodes].some(
      ({ nodeType, textContent }) => nodeType === Node.TEXT_NODE && textContent?.trim(),
    )
    if (!hasWords || !element.checkVisibility()) continue
    const pair = [luminance(getComputedStyle(element).color), luminance(groundOf(element))].sort(
      (a, b) => b - a,
    )
    const contrast = ((pair[0] ?? 0) + 0.05) / ((pair[1] ?? 0) + 0.05)
    if (contrast < 4.5)
      faint.push(`${element.className} "${element.textContent?.trim().slice(0, 20)}" ${contrast.toFixed(2)}`)
  }
  return faint
}
