import { expect, it } from 'vitest'
import { errcodeOf, getJson, hello } from '../../test/help.ts'
import { openPage } from './browser.ts'

it('changes a robot, which then judges by its new settings', async (context) => {
  const { emulator, page } = await openPage(context)
  await page.getByRole('button', { name: 'default', exact: true }).click()
  const panel = page.getByRole('complementary', { name: 'default' })
  await panel.getByLabel('关键词').fill('告警，恢复')
  await panel.getByLabel('每分钟条数').fill('')
  await panel.getByLabel('每月额度').fill('500')
  await panel.getByLabel('限流时长（秒）').fill('30')
  await panel.getByRole('button', { name: '生成' }).click()
  await panel.getByRole('button', { name: '保存' }).click()
  await panel.getByText('已保存').waitFor()
  const { robots } = await getJson(`${emulator.url}/api/robots`)
  expect(robots).toMatchObject([
    {
      keywords: ['告警', '恢复'],
      perMinute: false,
      perMonth: 500,
      banMs: 30_000,
      secret: expect.stringMatching(/^SEC/),
    },
  ])
  expect(await errcodeOf(emulator.webhook(), hello)).toBe(310000)
  expect(await page.locator('.robot .tag').allTextContents()).toEqual(['加签', '关键词'])
  expect(await panel.locator('.code').nth(1).textContent()).toMatch(
    /^DINGTALK_WEBHOOK=http.*\nDINGTALK_SECRET=SEC.*\nDINGTALK_KEYWORDS=告警,恢复\n/,
  )
})

it('adds a robot under a name of its own and removes it after asking twice', async (context) => {
  const { emulator, page } = await openPage(context)
  await page.getByRole('button', { name: '添加机器人' }).click()
  const form = page.getByRole('complementary')
  await form.getByLabel('名称').fill('部署')
  await form.getByLabel('IP 列表').fill('10.0.0.0/8')
  await form.getByRole('button', { name: '添加', exact: true }).click()
  const panel = page.getByRole('complementary', { name: '部署' })
  await panel.waitFor()
  expect(await errcodeOf(emulator.webhook('部署'), hello)).toBe(310000)
  await panel.getByRole('button', { name: '移除机器人' }).click()
  await panel.getByRole('button', { name: '确定移除？' }).click()
  await page.locator('.robot').nth(1).waitFor({ state: 'detached' })
  expect((await getJson(`${emulator.url}/api/robots`)).robots).toHaveLength(1)
})

it('shows what the server has against a field, and what is no number', async (context) => {
  const { page } = await openPage(context)
  await page.keyboard.press('r')
  const form = page.getByRole('complementary')
  await form.getByLabel('IP 列表').fill('nowhere')
  await form.getByRole('button', { name: '添加', exact: true }).click()
  await form.getByText('allowIps: expected IPv4 addresses').waitFor()
  await form.getByLabel('每分钟条数').fill('many')
  expect(await form.getByLabel('每分钟条数').getAttribute('aria-invalid')).toBe('true')
})

it('puts the webhook on the clipboard', async (context) => {
  const { emulator, page } = await openPage(context, {
    browser: { permissions: ['clipboard-read', 'clipboard-write'] },
  })
  await page.locator('.robot').getByRole('button', { name: 'Webhook' }).click()
  await page.locator('.robot').getByRole('button', { name: '已复制' }).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(emulator.webhook())
})

it('hears of a robot that was changed elsewhere', async (context) => {
  const { emulator, page } = await openPage(context)
  await fetch(`${emulator.url}/api/robots`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"name":"elsewhere","state":"stopped"}',
  })
  await page.locator('.robot').getByText('已停用').waitFor()
})
