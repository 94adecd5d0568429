import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, expect, onTestFinished, type TestContext, vi } from 'vitest'
import type { Emulator, EmulatorOptions } from '../../src/index.ts'
import { start } from '../../test/help.ts'
import { need } from '../../test/tools.ts'

// A browser starts slowly where many tests run at once.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

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

let browser: Promise<Browser> | undefined

afterAll(async () => {
  await (await browser)?.close()
})

/** What a test asks for beside an emulator's own options. */
export interface Wishes {
  emulator?: EmulatorOptions
  browser?: BrowserContextOptions
  /** Another way to the emulator than straight. */
  via?: (emulator: Emulator) => Promise<string>
}

/** An emulator with its page open in Chromium, in Chinese on a wide light screen unless wished otherwise. */
export async function openPage(
  context: TestContext,
  wishes: Wishes = {},
): Promise<{ emulator: Emulator; page: Page }> {
  const emulator = await start(wishes.emulator)
  const page = await newPage(context, wishes.browser)
  await page.goto((await wishes.via?.(emulator)) ?? emulator.url)
  await page.locator('.dot-live').waitFor()
  return { emulator, page }
}

/** A tab whose test fails when it asks another host for anything, breaks its own policy, or throws. */
export async function newPage(context: TestContext, options: BrowserContextOptions = {}): Promise<Page> {
  const executablePath = need('chromium', context)
  if (!existsSync(fileURLToPath(new URL('../../dist/page/index.html', import.meta.url))))
    throw new Error('the page is not built: run the build of this package first')
  browser ??= chromium.launch({ executablePath, args: flags })
  const tab = await (await browser).newContext({
    locale: 'zh-CN',
    viewport: { width: 1360, height: 860 },
    ...options,
  })
  const page = await tab.newPage()
  const complaints = watch(page)
  onTestFinished(async () => {
    await tab.close()
    expect(complaints).toEqual([])
  })
  return page
}

function watch(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`))
  page.on('console', (message) => {
    // The browser's own note about a connection that was cut, as some tests do.
    if (message.type() === 'error' && !/ERR_|Failed to load resource/.test(message.text()))
      complaints.push(`console: ${message.text()}`)
  })
  page.context().on('request', (request) => {
    const { hostname, protocol } = new URL(request.url())
    if (protocol !== 'data:' && hostname !== '127.0.0.1') complaints.push(`request: ${request.url()}`)
  })
  return complaints
}

/** Resolves once so many requests have reached the list. */
export async function arrived(page: Page, count: number): Promise<void> {
  await page.locator(`.row[aria-posinset="${count}"]`).waitFor()
}
