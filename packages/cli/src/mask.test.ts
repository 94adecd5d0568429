import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Mask } from './mask.ts'

const token = 'fa4e0000000000000000000000000000000000000000000000000000000000aa'

it('takes known credentials out, URL-encoded ones too', () => {
  const mask = new Mask()
  mask.add(['a+b/c=secret'])
  expect(mask.known('x a+b/c=secret y a%2Bb%2Fc%3Dsecret z')).toBe('x *** y *** z')
})

it('leaves nothing of a webhook whose token is known as well', () => {
  const mask = new Mask()
  const webhook = `https://oapi.dingtalk.com/robot/send?access_token=${token}`
  mask.add([token, webhook])
  expect(mask.known(`to ${webhook}!`)).toBe('to ***!')
})

it('never lets a known credential of four or more characters through, whatever surrounds it', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9+/=_-]{4,40}$/)
  fc.assert(
    fc.property(word, fc.string(), fc.string(), (secret, before, after) => {
      const mask = new Mask()
      mask.add([secret])
      expect(mask.suspect(`${before}${secret}${after}`)).not.toContain(secret)
    }),
  )
})

it('does not blacken short words', () => {
  const mask = new Mask()
  mask.add(['', 'abc'])
  expect(mask.suspect('abc')).toBe('abc')
})

it.each([
  [
    `--webhook https://host/robot/send?access_token=${token}&x=1`,
    '--webhook https://host/robot/send?access_token=***&x=1',
  ],
  ['https://host/robot/sendBySession?session=abcdef', 'https://host/robot/sendBySession?session=***'],
  ["unknown option '--secret=SECfake0fake0fake0fake0'", "unknown option '--secret=SEC***'"],
  [`unknown command '${token}'`, "unknown command '***'"],
])('takes out of %j what looks like a credential', (text, shown) => {
  expect(new Mask().suspect(text)).toBe(shown)
})
