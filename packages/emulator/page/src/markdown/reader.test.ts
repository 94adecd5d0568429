import { describe, expect, it } from 'vitest'
import { noMentions } from '../message/at.ts'
import { createReader } from './reader.ts'

const context = { mentions: noMentions, pictureNote: 'not loaded' }
const phone = (text: string) => createReader('phone')(text, context)
const desktop = (text: string) => createReader('desktop')(text, context)

describe('the subset that DingTalk documents', () => {
  it.each([
    ['# 一', '<h1>一</h1>'],
    ['###### 六', '<h6>六</h6>'],
    ['> 引用', '<blockquote>'],
    ['**粗**', '<strong>粗</strong>'],
    ['*斜*', '<em>斜</em>'],
    ['- 一\n- 二', '<ul>'],
    ['1. 一', '<ol>'],
    ['---', '<hr>'],
    [
      '[t](https://example.com/)',
      '<a href="https://example.com/" target="_blank" rel="noopener noreferrer">t</a>',
    ],
    ['<font color=#FF0000>红</font>', '<font color="#FF0000">红</font>'],
    ['<font color="red">红</font>', '<font color="red">红</font>'],
  ])('%s', (text, html) => {
    expect(phone(text)).toContain(html)
    expect(desktop(text)).toContain(html)
  })

  it('breaks a line for two blanks, not for a single line feed', () => {
    expect(phone('一\n二')).not.toContain('<br>')
    expect(phone('一  \n二')).toContain('<br>')
  })
})

describe('what only a desktop shows', () => {
  it.each([
    ['table', '| a |\n|---|\n| 1 |', '<table>'],
    ['fence', '```\ncode\n```', '<pre>'],
    ['inline code', 'a `b` c', '<code>b</code>'],
  ])('%s', (_, text, html) => {
    expect(desktop(text)).toContain(html)
    expect(phone(text)).not.toContain(html)
  })
})

describe('pictures', () => {
  it('stand as a note with their address, so that no host is asked', () => {
    const html = phone('![图](https://example.com/a.png)')
    expect(html).not.toContain('<img')
    expect(html).toContain('https://example.com/a.png')
    expect(html).toContain('not loaded')
  })

  it('are shown when the message brings them along', () => {
    expect(phone('![图](data:image/png;base64,AAAA)')).toContain(
      '<img src="data:image/png;base64,AAAA" alt="图">',
    )
  })
})

describe('hostile text', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)>',
    '<font color=red onclick=alert(1)>x</font>',
    '<font color="red;background:url(//example.com)">x</font>',
    '[x](javascript:alert(1))',
    '[x](vbscript:alert(1))',
    '[x](data:text/html,alert)',
    '[x](file:///etc/passwd)',
    '[x](dingtalk://dingtalkclient/page/link?url=javascript%3Aalert(1))',
    '![x](javascript:alert(1))',
    '![x"onerror="alert(1)](https://example.com/a"onerror="b)',
  ])('%s makes neither a tag nor a link of it', (text) => {
    for (const html of [phone(text), desktop(text)]) {
      expect(html).not.toMatch(/<(?!\/?(?:p|a|span|font)\b)/)
      expect(html).not.toMatch(/<[^>]*\son\w+=/)
      expect(html).not.toMatch(/href="(?!https?:)/)
    }
  })
})
