import type { AlerterOptions } from '@dingbell/core'
import type { Language } from '../texts/language.ts'

/** What is no trouble once: the group hears of it from the fifth within a minute on. */
export const slowPayments = { match: /支付变慢|slow payment/, count: 5, windowMs: 60_000 }

/** How this application alerts; the same in both threads. */
export function alertOptions(language: Language) {
  return {
    app: 'dingbell-demo',
    env: 'demo',
    locale: language === 'zh' ? 'zh-CN' : 'en',
    threshold: [slowPayments],
    // Sooner than the default of a minute: nobody watches a demo for so long.
    groupIntervalsMs: [10_000, 30_000, 60_000, 120_000, 300_000],
  } as const satisfies AlerterOptions
}
