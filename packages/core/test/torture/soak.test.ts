import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { startEmulator } from '@dingbell/emulator'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Stats } from '../../src/stats.ts'

/** `DINGBELL_TORTURE=20`, or more, makes it ten minutes. */
const seconds = Number(process.env.DINGBELL_TORTURE ?? 0) >= 20 ? 600 : 9
const patience = { timeout: (seconds + 60) * 1_000 }
/** One byte for each alert would be five times that many in a minute. */
const mostBytesPerAlert = seconds > 60 ? 1 : 20
const perSecond = 5_000
const script = fileURLToPath(new URL('soak-child.mjs', import.meta.url))

interface Report {
  /** Alerts that were captured. */
  captured: number
  /** Moments in s, and the bytes in use after a collection. */
  samples: [number, number][]
  /** Alerts in messages that arrived. */
  shown: number
  stats: Stats
}

/** A process of its own under load, from its start to its end, which it comes to by itself or never. */
async function soak(forSeconds: number, fault = '') {
  const emulator = await startEmulator({ robots: [{ token: 'fa4e-token-of-the-soak' }] })
  onTestFinished(() => emulator.close())
  const args = ['--expose-gc', script, emulator.webhook(), String(forSeconds), fault]
  const env = { ...process.env, DINGBELL_STATE_DIR: 'false' }
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const [printed, said, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  expect(said).toBe('')
  const report: Report = JSON.parse(printed)
  return { ...report, bytesPerAlert: slope(report.samples) / perSecond, code, emulator }
}

/** Bytes a second, by least squares. */
function slope(samples: readonly [number, number][]): number {
  const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / values.length
  const meanX = mean(samples.map(([x]) => x))
  const meanY = mean(samples.map(([, y]) => y))
  const covariance = mean(samples.map(([x, y]) => (x - meanX) * (y - meanY)))
  return covariance / mean(samples.map(([x]) => (x - meanX) ** 2))
}

describe('5,000 errors a second', () => {
  it(
    'leave the heap where it was, every one in the books, and nothing that keeps the process',
    patience,
    async () => {
      const { bytesPerAlert, captured, code, emulator, samples, shown, stats } = await soak(seconds)
      expect(samples.length).toBeGreaterThan(20)
      expect(bytesPerAlert, 'bytes that stay of an alert').toBeLessThan(mostBytesPerAlert)
      expect(captured).toBeGreaterThan(seconds * perSecond * 0.9)
      const dropped = Object.values(stats.dropped).reduce((sum, each) => sum + each, 0)
      expect(stats).toMatchObject({ accepted: captured, pending: 0, delivered: captured - dropped })
      expect(shown).toBe(stats.delivered)
      expect(emulator.requests().map(({ verdict }) => verdict.errcode)).toEqual(
        emulator.requests().map(() => 0),
      )
      // Nobody ended it: nothing was left that kept it.
      expect(code).toBe(0)
    },
  )

  it('in a process that keeps them are caught', patience, async () => {
    const { bytesPerAlert } = await soak(3, 'leaks')
    expect(bytesPerAlert).toBeGreaterThan(2 * mostBytesPerAlert)
  })
})
