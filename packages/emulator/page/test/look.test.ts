import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { Emulator } from '../../src/index.ts'
import { post } from '../../test/help.ts'
import { arrived, openPage } from './browser.ts'

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const url = 'https://example.com/'
const robots = [
  { name: '告警', secret: 'SECfake', keywords: ['告警'] },
  { name: '部署', perMinute: 6, perMonth: 100 },
]

/** One of each kind and outcome. */
async function fill(emulator: Emulator): Promise<void> {
  const webhook = emulator.webhook('部署')
  const btns = [{ title: '同意', actionURL: url }]
  const text =
    '# 标题\n\n> 引用\n\n[链接](https://example.com/)\n二\n\n![图](https://example.com/p.png)\n\n| a |\n|---|\n| 1 |'
  const links = Array.from({ length: 10 }, () => ({ title: '标题', messageURL: url, picURL: url }))
  await post(webhook, {
    msgtype: 'text',
    text: { content: '@13800000001 好' },
    at: { atMobiles: ['13800000001'] },
  })
  await post(webhook, { msgtype: 'markdown', markdown: { title: 't', text } })
  await post(webhook, { msgtype: 'markdown', markdown: { title: 't', text: '<b>' } })
  await post(webhook, {
    msgtype: 'actionCard',
    actionCard: { title: 't', text: 'x', btns, btnOrientation: '1' },
  })
  await post(webhook, { msgtype: 'link', link: { title: 't', text: 'x', messageUrl: url, picUrl: url } })
  await post(emulator.webhook('告警'), { msgtype: 'text', text: { content: '没有签名' } })
  emulator.fail({ kind: 'busy' })
  await post(webhook, { msgtype: 'feedCard', feedCard: { links } })
  await post(webhook, { msgtype: 'feedCard', feedCard: { links } })
  emulator.fail({ kind: 'slow', times: 3 })
  await post(webhook, { msgtype: 'text' })
}

async function findings(page: Page): Promise<string[]> {
  // The script comes over the debugging protocol: the page's own policy would not load it.
  await page.evaluate(await readFile(axe, 'utf8'))
  const { violations, passes } = await page.evaluate<AxeResults>('axe.run()')
  expect(passes.length).toBeGreaterThan(15)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, any }) => `${html} ${any[0]?.message ?? ''}`).join('\n')}`,
    )
}

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it('has no serious accessibility finding, whatever is open', async (context) => {
    const viewport = { width: 1400, height: 2600 }
    const { emulator, page } = await openPage(context, {
      emulator: { robots },
      browser: { colorScheme, viewport },
    })
    await fill(emulator)
    await arrived(page, 9)
    expect(await findings(page)).toEqual([])
    const openings = [
      () => page.locator('.row').nth(5).locator('.meta').click(),
      () => page.locator('.row').nth(1).locator('.meta').click(),
      () => page.keyboard.press('c'),
      () => page.keyboard.press('f'),
      () => page.getByRole('button', { name: '告警', exact: true }).click(),
      () => page.getByRole('button', { name: '桌面' }).click(),
      () => page.keyboard.press('?'),
    ]
    for (const open of openings) {
      await open()
      expect(await findings(page)).toEqual([])
    }
  })
})

describe('on a phone', () => {
  it('has no serious finding and nothing wider than the screen, whatever is open', async (context) => {
    const viewport = { width: 360, height: 740 }
    const { emulator, page } = await openPage(context, {
      emulator: { robots },
      browser: { viewport, hasTouch: true },
    })
    await fill(emulator)
    await arrived(page, 9)
    const openings = [
      async () => undefined,
      () => page.getByRole('button', { name: '机器人与设置' }).click(),
      () => page.locator('.panel .robot-name').first().click(),
      () => page.keyboard.press('Escape'),
      () => page.getByRole('button', { name: '写一条机器人消息' }).click(),
      () => page.getByLabel('类型').last().selectOption('feedCard'),
    ]
    for (const open of openings) {
      await open()
      expect(await findings(page)).toEqual([])
      expect(await page.evaluate(tooWide, viewport.width)).toEqual([])
    }
  })
})

it('speaks English to a browser that does, switches, and remembers', async (context) => {
  const { page } = await openPage(context, { browser: { locale: 'en-GB' } })
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await page.getByRole('heading', { name: 'No messages yet' }).waitFor()
  await page.getByRole('button', { name: '中文' }).click()
  await page.getByRole('heading', { name: '还没有消息' }).waitFor()
  expect([await page.locator('html').getAttribute('lang'), await page.title()]).toEqual([
    'zh-CN',
    'Dingbell 模拟器',
  ])
  await page.reload()
  await page.getByRole('heading', { name: '还没有消息' }).waitFor()
})

it('is dark where the machine is, and as it was told', async (context) => {
  const { page } = await openPage(context, { browser: { colorScheme: 'dark' } })
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const dark = await ground()
  await page.getByRole('button', { name: '浅色' }).click()
  const light = await ground()
  expect(light).not.toBe(dark)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.getByRole('button', { name: '深色' }).click()
  expect(await ground()).toBe(dark)
  await page.getByRole('button', { name: '自动' }).click()
  expect(await ground()).toBe(light)
})

/** What reaches beyond the right edge of the screen. */
function tooWide(width: number): string[] {
  const all = [...document.querySelectorAll('body *')].filter((node) => !node.closest('.hidden'))
  return all
    .filter((node) => node.getBoundingClientRect().right > width + 0.5)
    .map((node) => `${node.tagName} ${node.className} ${node.textContent?.slice(0, 30)}`)
}
