import { describe, expect, it } from 'vitest'
import { Files } from './files.ts'
import { inAppFirst, ownFrames } from './frames.ts'

const stackOf = (...lines: string[]) => lines.map((line) => `    at ${line}`).join('\n')
const own = (...lines: string[]) => ownFrames(stackOf(...lines), new Files('/srv/shop/'))

describe('frames of the application', () => {
  it.each([
    ['charge (/srv/shop/src/pay.ts:12:34)', 'charge src/pay.ts'],
    ['async charge (/srv/shop/src/pay.ts:12:34)', 'charge src/pay.ts'],
    ['new Payment (/srv/shop/src/pay.ts:12:34)', 'new Payment src/pay.ts'],
    ['Payment.charge [as run] (/srv/shop/src/pay.ts:12:34)', 'Payment.charge src/pay.ts'],
    ['async Payment.charge (file:///srv/shop/src/pay.ts:12:34)', 'Payment.charge src/pay.ts'],
    ['Object.<anonymous> (/srv/shop/src/pay.ts:12:34)', '<anonymous> src/pay.ts'],
    ['/srv/shop/src/pay.ts:12:34', '<anonymous> src/pay.ts'],
    ['async file:///srv/shop/src/pay.ts:12:34', '<anonymous> src/pay.ts'],
    ['charge$1 (/srv/shop/dist/index.js:1:2)', 'charge dist/index.js'],
    ['charge (file:///srv/shop/src/pay.ts?t=1700000000000:12:34)', 'charge src/pay.ts'],
    ['charge (/srv/shop/app/(group)/[id]/page.tsx:1:2)', 'charge app/(group)/[id]/page.tsx'],
    ['charge (/opt/other/packages/pay/src/index.ts:1:2)', 'charge pay/src/index.ts'],
    ['charge (C:\\work\\shop\\src\\pay.ts:12:34)', 'charge shop/src/pay.ts'],
    ['charge (file:///C:/work/shop/src/pay.ts:12:34)', 'charge shop/src/pay.ts'],
    ['charge (webpack:///./src/pay.ts:12:34)', 'charge src/pay.ts'],
    ['charge (webpack-internal:///./src/pay.ts:12:34)', 'charge src/pay.ts'],
    ['charge (webpack://shop/./src/pay.ts?1a2b:12:34)', 'charge src/pay.ts'],
    ['charge (/srv/shop/dist/chunk-7KQ3B2ZX.js:1:2)', 'charge dist/chunk-#.js'],
    ['charge (/var/releases/20240102030405/dist/pay.js:1:2)', 'charge #/dist/pay.js'],
    ['charge (/srv/shop/src/v2/step1.ts:1:2)', 'charge src/v2/step1.ts'],
    ['eval (eval at render (/srv/shop/src/view.ts:1:2), <anonymous>:3:4)', 'eval src/view.ts'],
    [
      'eval (eval at a (eval at b (/srv/shop/src/view.ts:1:2), <anonymous>:5:6), <anonymous>:3:4)',
      'eval src/view.ts',
    ],
    [
      'go (eval at compile (/srv/shop/node_modules/tpl/index.js:1:2), <anonymous>:3:4)',
      'go node_modules/tpl/index.js',
    ],
    ['[eval]:1:7', '<anonymous> [eval]'],
    ['go (evalmachine.<anonymous>:1:7)', 'go evalmachine.<anonymous>'],
  ])('%s', (line, frame) => {
    expect(own(line)).toEqual([frame])
  })

  it.each([
    'process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
    'internal/process/task_queues.js:95:5',
    'async node:internal/modules/run_main:105:5',
    'next (/srv/shop/node_modules/express/lib/router/index.js:1:2)',
    'next (/srv/shop/node_modules/.pnpm/express@4.0.0/node_modules/express/index.js:1:2)',
    'next (C:\\work\\shop\\node_modules\\express\\index.js:1:2)',
    'next (webpack:///./node_modules/express/index.js:1:2)',
    'Array.map (<anonymous>)',
    'Array.forEach (native)',
    'async Promise.all (index 0)',
    'JSON.parse (<anonymous>)',
    'wasm://wasm/00a1b2c3:wasm-function[12]:0x1f',
    '__webpack_require__ (webpack/bootstrap:1:2)',
  ])('%s is none', (line) => {
    expect(own(line)).toEqual([])
  })

  it('are five at most, and each once', () => {
    const line = (name: string) => `${name} (/srv/shop/src/pay.ts:1:2)`
    expect(own(...Array.from('abcdefg', line))).toHaveLength(5)
    expect(own(...Array.from('ababababab', line), line('c'))).toEqual([
      'a src/pay.ts',
      'b src/pay.ts',
      'c src/pay.ts',
    ])
  })

  it('are none in what is no stack', () => {
    for (const text of ['', 'Error', 'at ', 'at  ()', '\n\n', 'Traceback:\n  File "a.py"']) {
      expect(() => ownFrames(text, new Files(''))).not.toThrow()
    }
    expect(ownFrames('Traceback:\n  File "a.py"', new Files(''))).toEqual([])
  })
})

describe('inAppFirst', () => {
  it('puts the frames of the application before the others, and a repeated one once', () => {
    const stack = stackOf(
      'next (/srv/node_modules/a/index.js:1:2)',
      'charge (/srv/src/pay.ts:1:2)',
      'charge (/srv/src/pay.ts:1:2)',
      'run (node:internal/x:1:2)',
      'main (/srv/src/main.ts:1:2)',
    )
    expect(inAppFirst(stack).split('\n')).toEqual([
      'at charge (/srv/src/pay.ts:1:2)',
      'at main (/srv/src/main.ts:1:2)',
      'at next (/srv/node_modules/a/index.js:1:2)',
      'at run (node:internal/x:1:2)',
    ])
  })

  it('does not take a frame that lost its end for one of the application', () => {
    const lines = [
      'at next (/srv/node_modules/a/index.js:1:2)',
      'at run (node:int…',
      'at next (/srv/node_mod…',
    ]
    expect(inAppFirst(lines.join('\n')).split('\n')).toEqual(lines)
  })

  it('leaves anonymous frames to those who know how to show them', () => {
    const stack = stackOf('<anonymous>', 'new Promise (<anonymous>)', 'f (/srv/a.ts:1:2)')
    expect(inAppFirst(stack)).toBe('at f (/srv/a.ts:1:2)\nat <anonymous>\nat new Promise (<anonymous>)')
  })

  it('keeps what is no frame, and is done when done once', () => {
    const stack = `${stackOf('b (node:x:1:2)', 'a (/srv/a.ts:1:2)')}\nCaused by: y`
    expect(inAppFirst(stack)).toBe('at a (/srv/a.ts:1:2)\nat b (node:x:1:2)\nCaused by: y')
    expect(inAppFirst(inAppFirst(stack))).toBe(inAppFirst(stack))
  })
})
