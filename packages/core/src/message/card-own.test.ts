import { describe, expect, it } from 'vitest'
import { bytesOf, draft, frame, group, markdownOf } from '../../test/compose-cases.ts'
import { type Composed, compose, type Frame } from './compose.ts'

function composeOwn(renderCard: Frame['renderCard'], budgetBytes = 19_000): Composed {
  return compose(frame({ renderCard }), draft({ groups: [group()], budgetBytes }))
}

describe('renderCard', () => {
  it('gives a card its own look, unescaped, with the running totals below', () => {
    const { message, renderFailed } = composeOwn(({ name, count }) => ({
      title: name,
      text: `# ${name} [${count}](x)`,
    }))
    expect(markdownOf(message)).toEqual({
      title: 'TypeError',
      text: '# TypeError [3](x)\n\n🔔 #12 · 累计 3,456 条告警',
    })
    expect(renderFailed).toBe(false)
  })

  it('is cut to the budget, the running totals are not', () => {
    const long = { title: '标题'.repeat(500), text: '长\u0001"'.repeat(20_000) }
    const { message } = composeOwn(() => long, 2000)
    expect(bytesOf(message)).toBeLessThanOrEqual(2000)
    expect(bytesOf(message)).toBeGreaterThan(1980)
    expect(markdownOf(message).text).toMatch(/…\n\n🔔 #12 · 累计 3,456 条告警$/)
  })

  it('may fail in any way: the built-in card takes its place and the failure is told', () => {
    const builtIn = composeOwn(undefined)
    const returns = [
      'null',
      '"text"',
      '42',
      '[]',
      '{}',
      '{"title":"t"}',
      '{"text":"t"}',
      '{"title":" ","text":"t"}',
    ]
    for (const json of [...returns, '{"title":"t","text":""}', '{"title":1,"text":{}}']) {
      // As from JavaScript, where no compiler looks at what is returned.
      expect(composeOwn(() => JSON.parse(json))).toEqual({ ...builtIn, renderFailed: true })
    }
    const throwing = composeOwn(() => {
      throw new Error('user code')
    })
    expect(throwing).toEqual({ ...builtIn, renderFailed: true })
  })

  it('has no say in digests, nor after DingTalk has refused the content', () => {
    let calls = 0
    const renderCard = () => {
      calls++
      return { title: 't', text: 't' }
    }
    const groups = [group(), group({ fingerprint: 'other' })]
    compose(frame({ renderCard }), draft({ groups }))
    compose(frame({ renderCard }), draft({ groups: groups.slice(0, 1), look: 'plain' }))
    compose(frame({ renderCard }), draft({ groups: groups.slice(0, 1), look: 'counts' }))
    expect(calls).toBe(0)
  })
})
