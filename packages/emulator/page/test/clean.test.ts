import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { expect, it } from 'vitest'
import { newPage } from './browser.ts'

const hostile = [
  '<p onclick="alert(1)">x</p>',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<img src="https://evil.example/a.png" alt="x">',
  '<img src="data:image/svg+xml;base64,AAAA">',
  '<img srcset="https://evil.example/a.png 1x">',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="data:text/html;base64,AAAA">x</a>',
  '<svg><script>alert(1)</script></svg>',
  '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
  '<form><input name=attributes></form>',
  '<p style="background:url(https://evil.example/a.png)" id="app" name="body">x</p>',
  '<font color="red" face="x" size="7">x</font>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<template><script>alert(1)</script></template>',
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
]

it('the cleaner alone lets no tag, attribute or address through that could run or load', async (context) => {
  const page = await newPage(context)
  await page.evaluate(await bundle())
  const cleaned = await page.evaluate((all) => {
    const { createCleaner } = Reflect.get(window, 'clean')
    const clean = createCleaner(window)
    return all.map((html) => {
      const box = document.createElement('div')
      box.append(clean(html))
      return box.innerHTML
    })
  }, hostile)
  for (const html of cleaned) {
    expect(html).not.toMatch(/<(?!\/?(?:p|a|img|font)\b)/)
    expect(html).not.toMatch(/\s(?:on\w+|style|id|name|srcset|face|size)=/)
    expect(html).not.toMatch(/javascript|evil\.example|svg|text\/html/)
  }
  expect(cleaned[13]).toBe('<font color="red">x</font>')
})

/** The cleaner as a script that a page can run. */
async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL('../src/markdown/clean.ts', import.meta.url))
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'clean' } },
  })
  const [output] = Array.isArray(result) ? result : []
  const [chunk] = output?.output ?? []
  if (chunk?.type !== 'chunk') throw new Error('nothing was built')
  return `${chunk.code}; window.clean = clean`
}
