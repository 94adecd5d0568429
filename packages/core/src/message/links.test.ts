import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hostile, judge } from '../../test/compose-cases.ts'
import { fillLinks } from './links.ts'

const url = 'https://logs.example.com/{{traceId}}/{{requestId}}?f={{fingerprint}}&t={{ time }}'
const values = { traceId: 'a b', requestId: 'r/1', fingerprint: '0123456789ab', time: '1700000000000' }

it('fills in every variable, URL-encoded', () => {
  expect(fillLinks([{ title: 'Logs', url }], values)).toEqual([
    '[Logs](https://logs.example.com/a%20b/r%2F1?f=0123456789ab&t=1700000000000)',
  ])
})

it('leaves a link out whose variable is missing, empty or unknown, and keeps the others', () => {
  const links = [
    { title: 'Trace', url: 'https://t.example.com/{{traceId}}' },
    { title: 'Odd', url: 'https://t.example.com/{{constructor}}' },
    { title: 'Home', url: 'https://t.example.com/' },
  ]
  expect(fillLinks(links, { traceId: ' ' })).toEqual(['[Home](https://t.example.com/)'])
})

it('is one link with the intended address, whatever the title and the values hold', () => {
  fc.assert(
    fc.property(hostile, hostile, (title, traceId) => {
      const [link] = fillLinks([{ title, url: 'https://t.example.com/(x)/{{traceId}}' }], { traceId })
      if (link === undefined) return
      const { links } = judge(link)
      expect(links).toHaveLength(1)
      expect(links[0]).toMatch(/^https:\/\/t\.example\.com\/%28x%29\/[^()<> \\]*$/)
    }),
  )
})
