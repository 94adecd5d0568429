import { expect, it } from 'vitest'
import { link } from './link.ts'
import { pageLink } from './page-link.ts'

const page = 'https://example.com/a?b=c&d=编号#e'

it('opens a page in the side bar or in the external browser', () => {
  const encoded = 'https%3A%2F%2Fexample.com%2Fa%3Fb%3Dc%26d%3D%E7%BC%96%E5%8F%B7%23e'
  expect(pageLink(page, { sidebar: true })).toBe(
    `dingtalk://dingtalkclient/page/link?url=${encoded}&pc_slide=true`,
  )
  expect(pageLink(page, { sidebar: false })).toBe(
    `dingtalk://dingtalkclient/page/link?url=${encoded}&pc_slide=false`,
  )
})

it('keeps the page whole', () => {
  expect(new URL(pageLink(page, { sidebar: true })).searchParams.get('url')).toBe(page)
})

it('may stand wherever a message takes a URL', () => {
  const messageUrl = pageLink(page, { sidebar: true })
  expect(link({ title: 'a', text: 'b', messageUrl }).link.messageUrl).toBe(messageUrl)
})

it('refuses what is no URL, and a side bar that is no boolean', () => {
  expect(() => pageLink('example.com', { sidebar: true })).toThrow(/^url: expected a URL/)
  for (const options of [undefined, null, {}, { sidebar: 'yes' }]) {
    expect(() => Reflect.apply(pageLink, undefined, [page, options])).toThrow(
      /^sidebar: expected a boolean, got /,
    )
  }
})
