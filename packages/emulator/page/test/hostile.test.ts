import { expect, it } from 'vitest'
import { post } from '../../test/help.ts'
import { arrived, openPage } from './browser.ts'

const host = 'https://evil.example'
const attacks = [
  '<script>window.hit = 1</script>',
  '<img src=x onerror="window.hit = 1">',
  `<img src="${host}/a.png">`,
  '<svg onload="window.hit = 1"><animate onbegin="window.hit = 1"></svg>',
  '<math><mtext><style><img src=x onerror="window.hit=1"></style></mtext></math>',
  `<style>body { background: url(${host}/b.png); display: none }</style>`,
  `<link rel=stylesheet href="${host}/c.css">`,
  `<iframe src="${host}"></iframe><object data="${host}"></object><base href="${host}">`,
  '<font color="red" onmouseover="window.hit = 1" style="position:fixed;inset:0">x</font>',
  `<font color=red;background:url(${host}/d.png)>x</font>`,
  '[click](javascript:window.hit=1) [click](data:text/html,<script>window.hit=1</script>)',
  '[click](dingtalk://dingtalkclient/page/link?url=javascript%3Awindow.hit%3D1)',
  `![p](${host}/e.png) ![p](//evil.example/f.png) ![p](data:image/svg+xml,<svg onload=window.hit=1>)`,
  `![a"onerror="window.hit=1](${host}/g.png"onerror="window.hit=1)`,
  '<form action="javascript:window.hit=1"><button id=app name=body>x</button></form>',
  '<a href="java&#115;cript:window.hit=1">x</a>',
  '"><script>window.hit=1</script>',
  '{{constructor.constructor("window.hit=1")()}}',
]

it('lets nothing in a message run, load or reach the page around it', async (context) => {
  const robot = '<img src=x onerror=window.hit=1>'
  const { emulator, page } = await openPage(context, {
    emulator: { robots: [{ name: robot, perMinute: false }] },
  })
  const webhook = emulator.webhook()
  for (const attack of attacks) {
    await post(webhook, { msgtype: 'text', text: { content: attack } })
    await post(webhook, { msgtype: 'markdown', markdown: { title: attack, text: attack } })
    const button = { title: attack, actionURL: 'javascript:window.hit=1' }
    await post(webhook, {
      msgtype: 'actionCard',
      actionCard: { title: attack, text: attack, btns: [button] },
    })
    const link = {
      title: attack,
      text: attack,
      messageUrl: 'javascript:window.hit=1',
      picUrl: `${host}/h.png`,
    }
    await post(webhook, { msgtype: 'link', link })
    const links = [
      { title: attack, messageURL: 'javascript:window.hit=1', picURL: 'javascript:window.hit=1' },
    ]
    await post(webhook, { msgtype: 'feedCard', feedCard: { links } })
    await post(webhook, attack)
  }
  const count = attacks.length * 6
  for (const reading of ['桌面', '手机']) {
    await page.getByRole('button', { name: reading }).click()
    await arrived(page, count)
    await page.locator('.feed').evaluate((feed) => feed.scrollTo(0, 0))
    await arrived(page, 1)
    const seen = new Set<number>()
    while (!seen.has(count)) {
      const { harm, positions } = await page.locator('.feed').evaluate(harmIn)
      expect(harm).toEqual([])
      for (const position of positions) seen.add(position)
      await page.locator('.row').last().scrollIntoViewIfNeeded()
    }
    expect(seen.size).toBe(count)
  }
  expect(await page.evaluate(() => Reflect.get(window, 'hit'))).toBeUndefined()
  await page.locator('.meta').first().click()
  await page.getByRole('complementary').locator('.raw').first().waitFor()
  expect(await page.evaluate(() => Reflect.get(window, 'hit'))).toBeUndefined()
  expect(await page.locator('.chat').isVisible()).toBe(true)
})

/** What must not be in the rows that are rendered: tags that load or run, handlers, links that are no links. */
function harmIn(feed: Element) {
  const rows = [...feed.querySelectorAll('.row')]
  const all = rows.flatMap((row) => [...row.querySelectorAll('*')])
  const loading = 'script, style, link, iframe, object, form, base, math, svg:not(.icon), img'
  const harmful = (node: Element) => {
    const href = node.getAttribute('href') ?? 'https:'
    const handler = [...node.attributes].some(({ name }) => /^on|^style$/.test(name))
    return node.matches(loading) || handler || !/^(?:https?|mailto|tel):/.test(href)
  }
  return {
    harm: all.filter(harmful).map((node) => node.outerHTML),
    positions: rows.map((row) => Number(row.getAttribute('aria-posinset'))),
  }
}
