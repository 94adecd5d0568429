import { expect, it } from 'vitest'
import { html } from './html.ts'
import { renderMarkdown } from './markdown.ts'

const render = (text: string) => html`${renderMarkdown(text)}`.text

it.each([
  ['### A **b** c', '<h4>A <strong>b</strong> c</h4>'],
  ['one  \ntwo\nthree', '<p>one<br>two three</p>'],
  ['- a\n- b', '<ul><li>a</li><li>b</li></ul>'],
  ['1. a\n2. b', '<ol><li>a</li><li>b</li></ol>'],
  ['> a  \n> b', '<blockquote>a<br>b</blockquote>'],
  ['a\n\n---\n\nb', '<p>a</p><hr><p>b</p>'],
  ['*a* `b*c*`', '<p><em>a</em> <code>b*c*</code></p>'],
])('shows %j as DingTalk does', (text, shown) => {
  expect(render(text)).toBe(shown)
})

it('shows what was escaped as the sign that it is', () => {
  expect(render('\\*a\\* \\[b\\]\\(c\\) &lt;b&gt; &amp;')).toBe('<p>*a* [b](c) &lt;b&gt; &amp;</p>')
})

it.each([
  '<script>alert(1)</script>',
  '**<img src=x onerror=alert(1)>**',
  '[x](javascript:alert(1))',
  '[x](https://a.example/"onmouseover="alert(1))',
  '`<b>`',
  '&lt;script&gt;',
])('lets %j neither run nor become markup', (text) => {
  const allowed =
    /<\/?(p|strong|code|a)(?: href="https:[^"<>]*" target="_blank" rel="noopener noreferrer")?>/g
  expect(render(text).replace(allowed, '')).not.toMatch(/[<>]|href|javascript:.*"/)
})

it('takes 20,000 characters of signs without delay or end of stack', () => {
  const text = '\\*'.repeat(10_000)
  expect(render(text)).toBe(`<p>${'*'.repeat(10_000)}</p>`)
})
