import { expect, it } from 'vitest'
import { safeHref } from './links.ts'

it.each([
  ['https://example.com/a', 'https://example.com/a'],
  ['mailto:a@example.com', 'mailto:a@example.com'],
  [
    'dingtalk://dingtalkclient/page/link?url=https%3A%2F%2Fexample.com%2F&pc_slide=true',
    'https://example.com/',
  ],
])('%s leads to %s', (url, href) => {
  expect(safeHref(url)).toBe(href)
})

it.each([
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  '/relative',
  '',
  'dingtalk://dingtalkclient/page/link?url=javascript%3Aalert(1)',
  'dingtalk://dingtalkclient/page/link?pc_slide=true',
  'dingtalk://dingtalkclient/action/openapp',
])('%j leads nowhere', (url) => {
  expect(safeHref(url)).toBeUndefined()
})
