import { expect, it } from 'vitest'
import { getJson, hello, post } from '../../test/help.ts'
import { openPage } from './browser.ts'

it('sets a fault for the next requests, shows them fail and the client recover', async (context) => {
  const { emulator, page } = await openPage(context)
  await page.keyboard.press('f')
  const panel = page.getByRole('complementary', { name: '故障' })
  await panel.getByLabel('故障').selectOption({ label: '系统繁忙' })
  await panel.getByLabel('次数').fill('2')
  await panel.getByRole('button', { name: '加上这个故障' }).click()
  await panel.getByText('还剩 2 次').waitFor()
  const answers = []
  for (let attempt = 0; attempt < 3; attempt++)
    answers.push((await post(emulator.webhook(), hello)).json.errcode)
  expect(answers).toEqual([-1, -1, 0])
  await panel.locator('.mark').nth(2).waitFor()
  const marks = panel.locator('.mark')
  expect(await marks.evaluateAll((all) => all.map((mark) => mark.getAttribute('aria-label')))).toEqual([
    '1 default 故障 · 系统繁忙',
    '2 default 故障 · 系统繁忙',
    '3 default 已送达',
  ])
  await page.locator('.sidebar').getByText('没有故障').waitFor()
  expect(await page.locator('.refused').first().textContent()).toContain('返回 -1')
})

it('sets a fault by chance and one for good, takes out one, then all', async (context) => {
  const { emulator, page } = await openPage(context, { emulator: { robots: [{ name: 'a' }, { name: 'b' }] } })
  await page.getByRole('button', { name: '设置故障' }).click()
  const panel = page.getByRole('complementary', { name: '故障' })
  const add = panel.getByRole('button', { name: '加上这个故障' })
  await panel.getByLabel('命中').selectOption('chance')
  await panel.getByLabel('概率').fill('40')
  await panel.getByLabel('机器人').selectOption('b')
  await add.click()
  await panel.getByText('概率 40%').waitFor()
  await panel.getByLabel('故障').selectOption('answer')
  await panel.getByLabel('errcode').fill('42')
  await panel.getByLabel('命中').selectOption('always')
  await add.click()
  await panel.getByText('直到清除', { exact: true }).waitFor()
  const faults = async () => (await getJson(`${emulator.url}/api/faults`)).faults
  expect(await faults()).toMatchObject([
    { kind: 'throttled', probability: 0.4, times: null, robot: 'b' },
    { kind: 'answer', errcode: 42, times: null, robot: 'b' },
  ])
  await panel.getByRole('button', { name: '移除 限流' }).click()
  await panel.getByText('概率 40%').waitFor({ state: 'detached' })
  expect(await faults()).toMatchObject([{ kind: 'answer' }])
  await panel.getByRole('button', { name: '全部清除' }).click()
  await page.locator('.sidebar').getByText('没有故障').waitFor()
  expect(await faults()).toEqual([])
})

it('marks a message that was taken although its answer was spoilt', async (context) => {
  const { emulator, page } = await openPage(context)
  emulator.fail({ kind: 'truncated' })
  await page.locator('.sidebar').getByText('回答截断').waitFor()
  await post(emulator.webhook(), hello)
  expect(await page.locator('.meta-fault').textContent()).toBe('回答截断')
  await page.locator('.meta').click()
  expect(await page.locator('.panel .raw').first().textContent()).toBe('{"errcode":0,"')
})
