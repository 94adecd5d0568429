import { describe, expect, it } from 'vitest'
import { markdown } from './markdown.ts'
import { text } from './text.ts'

const blanks = ['', ' ', '\n\t ', '\u3000', undefined, null, 5, {}, ['a'], true]

describe('text', () => {
  it('is the plain wire object', () => {
    expect(text('部署完成')).toStrictEqual({ msgtype: 'text', text: { content: '部署完成' } })
    expect(text(' as it is \n')).toStrictEqual({ msgtype: 'text', text: { content: ' as it is \n' } })
  })

  it('mentions, beside the message and in its words', () => {
    expect(text('回滚了', { at: { atMobiles: ['10000000001'], isAtAll: true } })).toStrictEqual({
      msgtype: 'text',
      text: { content: '回滚了 @10000000001 @所有人' },
      at: { atMobiles: ['10000000001'], isAtAll: true },
    })
  })

  it.each(blanks)('refuses %j', (content) => {
    expect(() => Reflect.apply(text, undefined, [content])).toThrow(/^content: expected a text, got /)
  })
})

describe('markdown', () => {
  it('is the plain wire object', () => {
    expect(markdown('title', '# text')).toStrictEqual({
      msgtype: 'markdown',
      markdown: { title: 'title', text: '# text' },
    })
  })

  it('mentions in a paragraph of its own', () => {
    expect(markdown('title', '- a list', { at: { atUserIds: ['manager01'] } })).toStrictEqual({
      msgtype: 'markdown',
      markdown: { title: 'title', text: '- a list\n\n@manager01' },
      at: { atUserIds: ['manager01'] },
    })
  })

  it.each(blanks)('refuses %j as a title and as a text', (blank) => {
    expect(() => Reflect.apply(markdown, undefined, [blank, 'text'])).toThrow(/^title: expected a text, got /)
    expect(() => Reflect.apply(markdown, undefined, ['title', blank])).toThrow(/^text: expected a text, got /)
  })
})

it('both take no options, undefined ones and unknown ones', () => {
  for (const options of [undefined, {}, { at: undefined }, { colour: 'red' }]) {
    expect(Reflect.apply(text, undefined, ['a', options])).toStrictEqual(text('a'))
    expect(Reflect.apply(markdown, undefined, ['a', 'b', options])).toStrictEqual(markdown('a', 'b'))
  }
})
