import { describe, expect, it } from 'vitest'
import type { ReceivedRequest } from '../wire/types.ts'
import { filterBy, isFiltering, noFilter } from './filter.ts'
import { createViews } from './record-view.ts'

const base: ReceivedRequest = {
  id: 1,
  time: 0,
  method: 'POST',
  url: '/robot/send',
  address: '127.0.0.1',
  headers: {},
  bytes: 1,
  body: '',
  signature: { required: false },
  verdict: { outcome: 'accepted', status: 200, errcode: 0 },
  answer: '',
  robot: 'alerts',
}

const accepted: ReceivedRequest = {
  ...base,
  body: '{"msgtype":"markdown","markdown":{"title":"\\u544a\\u8b66","text":"CPU 97%"}}',
  message: {
    id: 1,
    robot: 'alerts',
    time: 0,
    msgtype: 'markdown',
    bytes: 1,
    body: { msgtype: 'markdown', markdown: { title: '告警', text: 'CPU 97%' } },
  },
}

const refused: ReceivedRequest = {
  ...base,
  robot: 'deploys',
  body: '{"msgtype":"text","text":{"content":"上线"}}',
  verdict: {
    outcome: 'refused',
    status: 200,
    errcode: 310000,
    reason: { zh: '标题和正文里没有关键词', en: 'Neither title nor text contains it' },
  },
}

const views = createViews()
const shown = (change: Partial<typeof noFilter>) =>
  [accepted, refused].filter(filterBy({ ...noFilter, ...change }, views))

describe('filterBy', () => {
  it.each<[Partial<typeof noFilter>, ReceivedRequest[]]>([
    [{}, [accepted, refused]],
    [{ search: 'cpu 告警' }, [accepted]],
    [{ search: 'cpu 恢复' }, []],
    [{ search: '310000' }, [refused]],
    [{ search: '关键词' }, [refused]],
    [{ search: 'DEPLOYS' }, [refused]],
    [{ robot: 'alerts' }, [accepted]],
    [{ kind: 'text' }, [refused]],
    [{ refused: false }, [accepted]],
  ])('%j', (change, expected) => {
    expect(shown(change)).toEqual(expected)
    expect(isFiltering({ ...noFilter, ...change })).toBe(Object.keys(change).length > 0)
  })
})

describe('a refused body', () => {
  it.each([
    [refused.body, 'text', '上线'],
    ['{"msgtype":"x"}', 'x', '{"msgtype":"x"}'],
    ['{"msgtype":"__proto__"}', '__proto__', '{"msgtype":"__proto__"}'],
    ['no JSON', '', 'no JSON'],
    ['[1]', '', '[1]'],
    ['', '', ''],
  ])('%j is named as well as it can be', (body, kind, title) => {
    expect(views({ ...refused, body })).toMatchObject({ kind, title, body: undefined })
  })
})
