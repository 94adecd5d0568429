import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, expect, type TestContext } from 'vitest'

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const executablePath = '/usr/bin/chromium'

let browser: Promise<Browser> | undefined

afterAll(async () => {
  await (await browser)?.close()
})

/** A tab whose test fails when the page throws, complains, or asks anybody else for anything. English and wide unless wished otherwise. */
export async function openTab(context: TestContext, wishes: BrowserContextOptions = {}): Promise<Page> {
  needChromium(context)
  browser ??= chromium.launch({ executablePath, args: flags })
  const tab = await (await browser).newContext({
    locale: 'en-US',
    viewport: { width: 1440, height: 900 },
    ...wishes,
  })
  const page = await tab.newPage()
  const complaints = watch(page)
  context.onTestFinished(async () => {
    await tab.close()
    expect(complaints).toEqual([])
  })
  return page
}

/** Skips the test aloud where there is no Chromium; where tools are required, it fails. */
function needChromium(context: TestContext): void {
  if (existsSync(executablePath)) return
  const missing = `${executablePath} is not installed on this machine`
  if (process.env.DINGBELL_REQUIRE_TOOLS) throw new Error(missing)
  console.warn(`SKIPPED: ${missing}`)
  context.skip(missing)
}

function watch(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('console', (message) => {
    // The browser's own note about an answer with an error status, which some buttons are there for.
    const isExpected = /the server responded with a status of (500|502)/.test(message.text())
    if (message.type() === 'error' && !isExpected) complaints.push(`console: ${message.text()}`)
  })
  page.on('request', (request) => {
    const { hostname } = new URL(request.url())
    if (hostname !== '127.0.0.1') complaints.push(`request: ${request.url()}`)
  })
  return complaints
}
