import { expect, it } from 'vitest'
import { post } from '../../test/help.ts'
import { arrived, openPage } from './browser.ts'

it('narrows the list by words, robot, kind and outcome, and shows all again', async (context) => {
  const { emulator, page } = await openPage(context, { emulator: { robots: [{ name: 'a' }, { name: 'b' }] } })
  const text = (robot: string, content: string) =>
    post(emulator.webhook(robot), { msgtype: 'text', text: { content } })
  await text('a', 'CPU 97%')
  await text('b', 'cpu 12%')
  await post(emulator.webhook('b'), { msgtype: 'markdown', markdown: { title: '磁盘', text: '满了' } })
  await post(emulator.webhook('b'), { msgtype: 'nonsense' })
  const shown = () => page.locator('.row').evaluateAll((all) => all.map((row) => row.getAttribute('data-id')))
  await arrived(page, 4)

  await page.keyboard.press('/')
  await page.keyboard.type('cpu')
  await expect.poll(shown).toEqual(['1', '2'])
  await page.getByLabel('机器人', { exact: true }).selectOption('b')
  await expect.poll(shown).toEqual(['2'])
  await page.getByLabel('搜索消息').fill('')
  await page.getByLabel('类型').selectOption('markdown')
  await expect.poll(shown).toEqual(['3'])
  await page.getByLabel('类型').selectOption('')
  await page.getByRole('button', { name: '未送达 1' }).click()
  await expect.poll(shown).toEqual(['2', '3'])

  await text('b', '新来的')
  await page.getByText('新来的').waitFor()
  await page.getByLabel('搜索消息').fill('没有这样的词')
  await page.getByRole('button', { name: '显示全部' }).click()
  await expect.poll(shown).toEqual(['1', '2', '3', '4', '5'])
})
