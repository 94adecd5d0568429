import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { run } from '../exit/child.ts'
import { nodes } from '../nodes.ts'

// A process takes its time to start on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

/** What stays of 150 errors whose texts were cut from a string of 1 MB each. */
async function heldBy(node: string, env: NodeJS.ProcessEnv): Promise<{ megabytes: number; groups: number }> {
  const script = fileURLToPath(new URL('slices.mjs', import.meta.url))
  const { stdout } = await run(script, env, { node, args: ['--expose-gc'] })
  return JSON.parse(stdout)
}

describe.each(nodes)('on the Node at %s', (node) => {
  it('an alerter keeps nothing of the strings that the texts of alerts were cut from', async () => {
    const { groups, megabytes } = await heldBy(node, {})
    expect(groups).toBe(450)
    expect(megabytes).toBeLessThan(16)
  })

  it('it is seen where they are kept', async () => {
    const { megabytes } = await heldBy(node, { KEEP: 'yes' })
    expect(megabytes).toBeGreaterThan(140)
  })
})
