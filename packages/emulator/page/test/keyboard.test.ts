import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { post } from '../../test/help.ts'
import { openPage } from './browser.ts'

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-id'))

it('walks through the messages, opens one, steps on and comes back without a mouse', async (context) => {
  const { emulator, page } = await openPage(context, { emulator: { robots: [{ perMinute: false }] } })
  for (let count = 1; count <= 60; count++)
    await post(emulator.webhook(), { msgtype: 'text', text: { content: `第 ${count} 条` } })
  await page.getByText('第 60 条').waitFor()
  await page.keyboard.press('j')
  expect(await focused(page)).toBe('60')
  await page.keyboard.press('k')
  await page.locator('[data-id="59"]:focus').waitFor()
  await page.keyboard.press('Home')
  await page.locator('[data-id="1"]:focus').waitFor()
  await page.keyboard.press('ArrowDown')
  await page.locator('[data-id="2"]:focus').waitFor()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary', { name: '请求详情' })
  await panel.getByText('"content": "第 2 条"').waitFor()
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('请求详情')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await panel.getByText('"content": "第 3 条"').waitFor()
  await page.keyboard.press('Escape')
  await page.locator('[data-id="2"]:focus').waitFor()
  await page.keyboard.press('End')
  await page.locator('[data-id="60"]:focus').waitFor()
})

it('writes and sends a message without a mouse', async (context) => {
  const { emulator, page } = await openPage(context)
  await page.keyboard.press('c')
  await page.locator('.panel h2:focus').waitFor()
  const send = page.getByRole('button', { name: '发送到群里' })
  for (
    let steps = 0;
    steps < 40 && !(await send.evaluate((node) => node === document.activeElement));
    steps++
  )
    await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('已发送').waitFor()
  expect(emulator.messages()).toHaveLength(1)
})

it('lists its shortcuts, and keeps them quiet while somebody types', async (context) => {
  const { page } = await openPage(context)
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: '快捷键与说明' })
  expect(await help.textContent()).toContain('不访问其他主机')
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'detached' })
  await page.keyboard.press('/')
  await page.keyboard.type('fcr?')
  expect(await page.getByLabel('搜索消息').inputValue()).toBe('fcr?')
  expect(await page.getByRole('complementary').count()).toBe(0)
})

it('shows where the focus is', async (context) => {
  const { page } = await openPage(context)
  for (let steps = 0; steps < 12; steps++) {
    await page.keyboard.press('Tab')
    const ring = await page.evaluate(() => {
      const node = document.activeElement
      const box = node?.closest('.search') ?? node
      if (!node || !box) return 'none'
      return `${getComputedStyle(node).outlineStyle} ${getComputedStyle(box).borderTopColor}`
    })
    // The search field shows its focus by the colour of its frame.
    expect(ring).toMatch(/solid|auto|rgb\(10, 88, 207\)/)
  }
})
