import { describe, expect, it } from 'vitest'
import { byLevelWord, byPattern, fromText, type OpenRecord } from './text-record.ts'

const open = (line: string) => byLevelWord(line, undefined)
const record = (level: 'error' | 'info', ...lines: string[]): OpenRecord => ({
  opening: { level, message: lines[0] ?? '' },
  lines,
})

describe('byLevelWord', () => {
  it.each([
    [
      '2026-11-22 06:00:01,123 ERROR [main] com.foo.Bar - cannot save',
      'error',
      '[main] com.foo.Bar - cannot save',
    ],
    ['[2026-11-22T06:00:01.123] [ERROR] app - failed', 'error', 'app - failed'],
    ['[Nest] 123  - 11/22/2026, 10:00:00 AM   ERROR [AppService] failed', 'error', '[AppService] failed'],
    ['2026/11/22 06:00:01 [crit] 123#0: *1 open() failed', 'fatal', '123#0: *1 open() failed'],
    ['error: failed', 'error', 'failed'],
    ['WARNING:root:careful', 'warn', 'root:careful'],
    ['time="2026-11-22T06:00:01Z" level=error msg="cannot \\"save\\"" id=1', 'error', 'cannot \\"save\\"'],
    ['INFO handled ERROR count=3', 'info', 'handled ERROR count=3'],
    ['panic: runtime error', 'fatal', 'runtime error'],
    ['Traceback (most recent call last):', 'error', 'Traceback (most recent call last):'],
    ['Uncaught TypeError: x', 'error', 'Uncaught TypeError: x'],
    [
      'Exception in thread "main" java.lang.IllegalStateException: x',
      'error',
      'Exception in thread "main" java.lang.IllegalStateException: x',
    ],
  ])('opens a record with %j', (line, level, message) => {
    expect(open(line)).toMatchObject({ level, message })
  })

  it.each([
    'GET /error/ERROR.html 200',
    'the error: was small',
    'ERRORS are human',
    'no-ERROR-here',
    `${'x'.repeat(100)} ERROR too far`,
    'Error handling is on',
    '',
  ])('opens none with %j', (line) => {
    expect(open(line)).toBeUndefined()
  })

  it.each([
    '    at f (a.js:1:1)',
    '\tat com.foo.Bar',
    '',
    'Caused by: x',
    '... 12 more',
    '}',
    'TypeError: x',
  ])('goes on with %j below an error', (line) => {
    expect(byLevelWord(line, record('error', 'ERROR failed'))).toBe('more')
  })

  it('goes on through a chain of Python errors, and begins anew with a crash below a crash', () => {
    const chain = [
      'Traceback (most recent call last):',
      '  File "x.py", line 1',
      'KeyError: 1',
      '',
      'During handling of the above exception, another exception occurred:',
      '',
      'Traceback (most recent call last):',
      '  File "x.py", line 3',
      'ValueError: bad',
    ]
    const before: OpenRecord = { opening: { level: 'error', message: '' }, lines: chain.slice(0, 1) }
    for (const line of chain.slice(1)) {
      expect([line, byLevelWord(line, before)]).toEqual([line, 'more'])
      before.lines.push(line)
    }
    expect(byLevelWord('TypeError: y', record('error', 'TypeError: x'))).toMatchObject({ level: 'error' })
  })

  it('begins anew with a second error, with another level, and with a crash below an info', () => {
    expect(byLevelWord('TypeError: y', record('error', 'ERROR failed', 'TypeError: x'))).toMatchObject({
      level: 'error',
    })
    expect(byLevelWord('INFO fine', record('error', 'ERROR failed'))).toMatchObject({ level: 'info' })
    expect(byLevelWord('Error: boom', record('info', 'INFO fine'))).toMatchObject({ level: 'error' })
    expect(byLevelWord('listening', record('error', 'ERROR failed'))).toBeUndefined()
  })
})

describe('byPattern', () => {
  const sort = byPattern(
    /^(?<level>\w+) \[(?<logger>\w+)\] (?<time>\S+) (?<message>.*?)(?: user=(?<user>\w+))?$/,
  )

  it('reads the named groups, unknown ones into the context', () => {
    expect(sort('ERR [pay] 2026-11-22T06:00:01Z no money user=li', undefined)).toEqual({
      level: 'error',
      logger: 'pay',
      message: 'no money',
      time: Date.UTC(2026, 10, 22, 6, 0, 1),
      context: { user: 'li' },
    })
  })

  it('joins whatever does not match to the record before, if there is one', () => {
    expect(sort('anything', record('error', 'x'))).toBe('more')
    expect(sort('anything', undefined)).toBeUndefined()
  })

  it('rings for everything that matches a pattern without a level', () => {
    expect(byPattern(/OOM/)('killed: OOM', undefined)).toMatchObject({
      level: 'error',
      message: 'killed: OOM',
    })
  })
})

describe('fromText', () => {
  it('finds the error below the message, and its stack', () => {
    const lines = ['ERROR failed', 'TypeError: x is not a function', '    at f (/app/a.js:1:1)', '']
    expect(fromText({ opening: { level: 'error', message: 'failed' }, lines })).toEqual({
      level: 'error',
      message: 'failed',
      error: {
        name: 'TypeError',
        message: 'x is not a function',
        stack: 'TypeError: x is not a function\n    at f (/app/a.js:1:1)',
      },
    })
  })

  it('finds the error in the message', () => {
    const message = 'cannot pay: NodeError [ERR_X]: no money'
    const lines = [message, '    at f (/app/a.js:1:1)']
    expect(fromText({ opening: { message }, lines })).toMatchObject({
      message,
      error: { name: 'NodeError', message: 'no money', stack: expect.stringContaining('at f (') },
    })
  })

  it('takes a crash for the error itself', () => {
    const message = 'Uncaught RangeError: too deep'
    expect(fromText({ opening: { message }, lines: [message] })).toEqual({
      message: undefined,
      error: { name: 'RangeError', message: 'too deep', stack: 'RangeError: too deep' },
    })
  })

  it('takes the last error of a Python traceback', () => {
    const lines = [
      'Traceback (most recent call last):',
      '  File "x.py", line 1',
      'KeyError: 1',
      '',
      'During handling of the above exception',
      'ValueError: bad',
    ]
    expect(fromText({ opening: { message: lines[0] ?? '' }, lines })).toMatchObject({
      error: { name: 'ValueError', message: 'bad', stack: expect.stringContaining('File "x.py"') },
    })
  })

  it('reads the time that the line begins with', () => {
    const timeOf = (line: string) => fromText(record('error', line)).time
    expect(timeOf('2026-11-22T06:00:01.123Z ERROR x')).toBe(Date.UTC(2026, 10, 22, 6, 0, 1, 123))
    expect(timeOf('2026-11-22 06:00:01,123+08:00 ERROR x')).toBe(Date.UTC(2026, 10, 21, 22, 0, 1, 123))
    expect(timeOf('ERROR x')).toBeUndefined()
  })

  it('keeps what is no stack as a detail', () => {
    const lines = ['ERROR query failed', '  select 1', '  from t']
    expect(fromText({ opening: { message: 'query failed' }, lines })).toMatchObject({
      message: 'query failed',
      context: { details: 'select 1\n  from t' },
    })
  })
})
