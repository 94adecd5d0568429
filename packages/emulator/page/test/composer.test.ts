import { expect, it } from 'vitest'
import { openPage } from './browser.ts'

const kinds = [
  ['文本', 'text'],
  ['Markdown', 'markdown'],
  ['链接', 'link'],
  ['卡片', 'actionCard'],
  ['图文列表', 'feedCard'],
] as const

it.for(kinds)('sends %s through a robot that wants signatures', async ([label, kind], context) => {
  const { emulator, page } = await openPage(context, { emulator: { robots: [{ secret: 'SECfake' }] } })
  await page.getByRole('button', { name: '写一条机器人消息' }).click()
  const panel = page.getByRole('complementary', { name: '写消息' })
  await panel.getByLabel('类型').selectOption({ label })
  await panel.locator(`.preview .bubble-${kind}`).waitFor()
  const json = async () => {
    await panel.getByRole('button', { name: 'JSON' }).click()
    return JSON.parse((await panel.locator('.code code').textContent()) ?? '')
  }
  const expected = await json()
  await panel.getByRole('button', { name: '发送到群里' }).click()
  await panel.getByText('已发送').waitFor()
  expect(emulator.messages()).toMatchObject([{ msgtype: kind, body: expected }])
  await page.locator(`.feed .bubble-${kind}`).waitFor()
})

it('previews, warns and validates while one writes', async (context) => {
  const { page } = await openPage(context, { emulator: { robots: [{ keywords: ['告警'] }] } })
  await page.keyboard.press('c')
  const panel = page.getByRole('complementary', { name: '写消息' })
  await panel.getByLabel('标题').fill('每日巡检')
  await panel.getByLabel('正文').fill('**加粗**\n第二行 @13800000001')
  expect(await panel.locator('.preview strong').textContent()).toBe('加粗')
  await expect
    .poll(() => panel.locator('.preview .pill').allTextContents())
    .toEqual(['单个换行不会换行', '@13800000001 不会提醒', '标题里没有关键词'])
  await panel.getByLabel('@手机号').fill('13800000001')
  await expect.poll(() => panel.locator('.preview .mention').textContent()).toBe('@13800000001')
  await panel.getByLabel('正文').fill('')
  await panel.getByText('必填').waitFor()
  expect(await panel.getByRole('button', { name: '发送到群里' }).isDisabled()).toBe(true)
})

it('says what the robot answers when it refuses', async (context) => {
  const { page } = await openPage(context, { emulator: { robots: [{ keywords: ['报警'], name: 'a' }] } })
  await page.keyboard.press('c')
  await page.getByRole('button', { name: '发送到群里' }).click()
  await page.getByText('被拒绝 310000').waitFor()
  await page.locator('.refused').waitFor()
})

it('adds and removes buttons, and hands the card over as code', async (context) => {
  const { emulator, page } = await openPage(context)
  await page.keyboard.press('c')
  const panel = page.getByRole('complementary', { name: '写消息' })
  await panel.getByLabel('类型').selectOption('actionCard')
  await panel.getByRole('button', { name: '再加一个按钮' }).click()
  await panel.getByLabel('按钮文字').nth(2).fill('忽略')
  await expect
    .poll(() => panel.locator('.preview .card-button').allTextContents())
    .toEqual(['查看日志', '处理手册', '忽略'])
  await expect.poll(() => panel.locator('.preview .pill').allTextContents()).toEqual(['横排 3 个按钮，太挤'])
  await panel.getByRole('button', { name: '去掉 查看日志' }).click()
  const code = panel.locator('.code code')
  await expect.poll(() => code.textContent()).toContain("import { Robot, actionCard } from '@dingbell/core'")
  await expect.poll(() => code.textContent()).toContain("{ title: '忽略', url: 'https://' }")
  await panel.getByRole('button', { name: 'curl' }).click()
  await expect.poll(() => code.textContent()).toContain(`curl '${emulator.webhook()}'`)
})
