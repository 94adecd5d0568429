import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { post } from '../../test/help.ts'
import { arrived, openPage } from './browser.ts'

const url = 'https://example.com/a'
const picture = 'https://example.com/p.png'
const pixel = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='

function bubble(page: Page, kind: string) {
  return page.locator(`.feed .bubble-${kind}`)
}

it('shows a text with its lines, links and mentions', async (context) => {
  const { emulator, page } = await openPage(context)
  const content = '部署完成\n@13800000001 请看 https://example.com/builds/1。'
  await post(emulator.webhook(), { msgtype: 'text', text: { content }, at: { atMobiles: ['13800000001'] } })
  const text = bubble(page, 'text')
  expect(await text.textContent()).toBe(content)
  expect(await text.locator('.mention').textContent()).toBe('@13800000001')
  expect(await text.locator('a').getAttribute('href')).toBe('https://example.com/builds/1')
  expect(await page.locator('.notified').textContent()).toBe('提醒 @13800000001')
})

it('shows a link as one card that opens in a new tab', async (context) => {
  const { emulator, page } = await openPage(context)
  await post(emulator.webhook(), {
    msgtype: 'link',
    link: { title: '标题', text: '正文', messageUrl: url, picUrl: picture },
  })
  const card = bubble(page, 'link').locator('a')
  expect(await card.getAttribute('href')).toBe(url)
  expect(await card.getAttribute('target')).toBe('_blank')
  expect(await card.getAttribute('rel')).toContain('noopener')
  expect(await card.locator('.thumb').getAttribute('title')).toContain(picture)
})

it('renders markdown as the phone or as the desktop does', async (context) => {
  const { emulator, page } = await openPage(context)
  const text =
    '### 标题\n\n一\n二\n\n| a |\n|---|\n| 1 |\n\n<font color=#ff0000>红</font>\n\n![图](https://example.com/p.png)'
  await post(emulator.webhook(), { msgtype: 'markdown', markdown: { title: 't', text } })
  const markdown = bubble(page, 'markdown')
  expect(await markdown.locator('h3').textContent()).toBe('标题')
  expect(await markdown.locator('p').first().textContent()).toBe('一\n二')
  expect(
    await markdown
      .locator('p')
      .first()
      .evaluate((node) => getComputedStyle(node).whiteSpace),
  ).toBe('normal')
  expect(await markdown.locator('font').evaluate((node) => getComputedStyle(node).color)).toBe(
    'rgb(255, 0, 0)',
  )
  expect(await markdown.locator('table').count()).toBe(0)
  expect(await markdown.locator('.picture').textContent()).toContain(picture)
  expect(await page.locator('.pill').allTextContents()).toEqual(['表格在手机上不显示', '单个换行不会换行'])
  await page.getByRole('button', { name: '桌面' }).click()
  await markdown.locator('table').waitFor()
})

it('leaves a message with HTML blank on the phone and says why', async (context) => {
  const { emulator, page } = await openPage(context)
  await post(emulator.webhook(), { msgtype: 'markdown', markdown: { title: 't', text: 'at <anonymous>' } })
  expect(await bubble(page, 'markdown').textContent()).toContain('手机上这里是空白')
  await page.getByRole('button', { name: '桌面' }).click()
  await expect.poll(() => bubble(page, 'markdown').textContent()).toBe('at <anonymous>\n')
})

it('shows a card with one button, and with several below or beside each other', async (context) => {
  const { emulator, page } = await openPage(context)
  const card = { title: 't', text: '**粗**' }
  const btns = [
    { title: '同意', actionURL: url },
    { title: '拒绝', actionURL: url },
  ]
  const send = (more: object) =>
    post(emulator.webhook(), { msgtype: 'actionCard', actionCard: { ...card, ...more } })
  await send({ singleTitle: '查看', singleURL: url })
  await send({ btns, btnOrientation: '0' })
  await send({ btns, btnOrientation: '1', hideAvatar: '1' })
  await arrived(page, 3)
  const cards = bubble(page, 'actionCard')
  expect(await cards.nth(0).locator('.card-button').allTextContents()).toEqual(['查看'])
  const boxes = async (index: number) =>
    Promise.all((await cards.nth(index).locator('.card-button').all()).map((button) => button.boundingBox()))
  const [above, below] = await boxes(1)
  expect(below?.y).toBeGreaterThan(above?.y ?? 0)
  const [left, right] = await boxes(2)
  expect([right?.y, Number(right?.x) > Number(left?.x)]).toEqual([left?.y, true])
  expect(await page.locator('.feed .avatar').nth(2).isVisible()).toBe(false)
})

it('shows a feed card with a large and small pictures, nine of them on the phone', async (context) => {
  const { emulator, page } = await openPage(context)
  const links = Array.from({ length: 11 }, (_, index) => ({
    title: `第 ${index + 1} 条`,
    messageURL: url,
    picURL: index === 0 ? pixel : picture,
  }))
  await post(emulator.webhook(), { msgtype: 'feedCard', feedCard: { links } })
  await arrived(page, 1)
  const feed = bubble(page, 'feedCard')
  expect(await feed.locator('a').count()).toBe(9)
  expect(await feed.locator('.feed-more').textContent()).toContain('2')
  expect(await feed.locator('img.cover').getAttribute('src')).toBe(pixel)
  await page.getByRole('button', { name: '桌面' }).click()
  await feed.locator('a').nth(10).waitFor()
})

it('shows what real clients send though it is not quite right', async (context) => {
  const { emulator, page } = await openPage(context)
  const card = { title: 't', text: 'x', btns: [{ title: 'go', actionURL: url }] }
  const odd = [
    { msgtype: 'link', link: { title: 't', text: 'x', messageUrl: url, picUrl: 7 }, at: '' },
    {
      msgtype: 'actionCard',
      actionCard: { ...card, singleTitle: 7, singleURL: 8, btnOrientation: 1, hideAvatar: 0 },
    },
    { msgtype: 'actionCard', actionCard: { ...card, singleTitle: '', singleURL: '', btnOrientation: null } },
    {
      msgtype: 'actionCard',
      actionCard: { title: 't', text: 'x', singleTitle: 's', singleURL: url, btns: 'no' },
    },
    { msgtype: 'text', text: { content: 'x' }, at: { atMobiles: '', atUserIds: null, isAtAll: 'yes' } },
    { msgtype: 'markdown', markdown: { title: 't', text: 'x' }, at: null, msgUuid: 7, extra: [] },
  ]
  for (const body of odd) expect((await post(emulator.webhook(), body)).json.errcode).toBe(0)
  await arrived(page, odd.length)
  for (let index = 0; index < odd.length; index++) {
    await page.locator('.meta').nth(index).click()
    await page.getByRole('heading', { name: 'TypeScript' }).waitFor()
  }
  expect(await page.locator('.card-button').allTextContents()).toEqual(['go', 'go', 's'])
})

it('says why a request was refused and what to do', async (context) => {
  const { emulator, page } = await openPage(context, { emulator: { robots: [{ keywords: ['告警'] }] } })
  await post(emulator.webhook(), { msgtype: 'text', text: { content: '没有关键词' } })
  const refused = page.locator('.refused')
  expect(await refused.textContent()).toContain('标题和正文里没有关键词 “告警”')
  expect(await refused.locator('.refused-fix').textContent()).toContain('写上其中一个')
  await page.getByRole('button', { name: '未送达 1' }).click()
  await refused.waitFor({ state: 'detached' })
  expect(await page.getByRole('button', { name: '未送达 1' }).getAttribute('aria-pressed')).toBe('false')
})

it('opens a message to everything that is known of it', async (context) => {
  const secret = 'SECfake'
  const { emulator, page } = await openPage(context, { emulator: { robots: [{ secret }] } })
  const { url: webhook } = JSON.parse(await (await fetch(`${emulator.url}/api/robots/default/signed`)).text())
  await post(webhook, { msgtype: 'markdown', markdown: { title: '磁盘告警', text: '一\n二' } })
  await page.locator('.meta').click()
  const panel = page.getByRole('complementary', { name: '请求详情' })
  const said = await panel.textContent()
  for (const part of [
    '已送达',
    'errcode 0',
    '"title": "磁盘告警"',
    '/20,000',
    '签名正确',
    "curl 'http",
    '空一行',
  ])
    expect(said).toContain(part)
  expect(await panel.locator('.notification').textContent()).toContain('default: 磁盘告警')
  await panel.getByText('请求头').click()
  expect(await panel.textContent()).toContain('application/json')
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
})
