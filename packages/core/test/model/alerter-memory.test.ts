import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it, vi } from 'vitest'
import { markerOf } from './kinds.ts'
import { patienceMs } from './property.ts'
import { lenient } from './reading.ts'
import type { Staging } from './scene.ts'
import { Witness } from './witness.ts'

vi.setConfig({ testTimeout: patienceMs })

setFlagsFromString('--expose-gc')
const collectGarbage: unknown = runInNewContext('gc')

function heapBytes(): number {
  if (typeof collectGarbage === 'function') collectGarbage()
  return process.memoryUsage().heapUsed
}

const megabyte = 1024 * 1024
/** 8 MiB of samples, and as much again for 2,000 groups and what the model remembers. */
const bound = 16 * megabyte

/** One huge alert of a kind of its own; a string that is not a part of another. */
function hugeAlert(kind: number): unknown {
  const filler = Buffer.alloc(20_000, `${kind} lorem ipsum `).toString()
  const error = new Error(filler)
  error.name = `${markerOf(kind % 2_048, 'error')}${kind}`
  error.stack = `Error: ${filler}\n    at charge (/srv/shop/charge.js:7:9)\n    at order (/srv/${filler}.js:5:3)`
  return { error, context: { filler, nested: { filler } }, fingerprint: `kind ${kind}` }
}

/** Bytes that stay after a flood of huge alerts which cannot be delivered, and the most timers that waited. */
async function flood(
  alerts: number,
  staging: Staging = {},
): Promise<{ bytes: number; timers: number; witness: Witness }> {
  let timers = 0
  const onStep = ({ clock }: Witness) => {
    timers = Math.max(timers, clock.waiting)
  }
  const trips = [{ receiptMs: 10, stamp: 0, answerMs: 10, fault: 'hang-lost' as const }]
  const witness = new Witness({ acts: [], trips, reading: lenient }, { ...staging, onStep })
  const before = heapBytes()
  for (let kind = 0; kind < alerts; kind += 1) {
    witness.alerter.capture(hugeAlert(kind))
    if (kind % 100 === 0) await witness.clock.advance(1_000)
  }
  return { bytes: heapBytes() - before, timers, witness }
}

describe('the memory of an alerter', () => {
  it('stays small in a flood of huge alerts that cannot be delivered, and so does the number of timers', async () => {
    const { bytes, timers, witness } = await flood(6_000)
    expect(bytes).toBeLessThan(bound)
    expect(timers).toBeLessThan(20)
    const { accepted, delivered, dropped, folded, groups, pending } = witness.alerter.stats()
    expect({ accepted, pending, groups, folded }).toEqual({
      accepted: 6_000,
      pending: 6_000,
      groups: 2_000,
      folded: 4_000,
    })
    expect({ delivered, shutdown: dropped.shutdown }).toEqual({ delivered: 0, shutdown: 0 })
  })

  it('is seen to grow where it does', async () => {
    const kept: unknown[] = []
    const tamper: Staging['tamper'] = (alerter) => ({
      capture(input) {
        kept.push(input)
        alerter.capture(input)
      },
      flush: (ms) => alerter.flush(ms),
      close: (ms) => alerter.close(ms),
      stats: () => alerter.stats(),
    })
    const { bytes } = await flood(1_000, { tamper })
    expect(bytes).toBeGreaterThan(bound)
    expect(kept).toHaveLength(1_000)
  })
})
