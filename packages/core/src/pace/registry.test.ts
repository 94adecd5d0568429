import { describe, expect, it } from 'vitest'
import { createRegistry, processRegistry } from './registry.ts'

describe('a registry', () => {
  it('has one gate for one robot', () => {
    const registry = createRegistry()
    expect(registry.gate('a', 0)).toBe(registry.gate('a', 0))
    expect(registry.gate('a', 0)).not.toBe(registry.gate('b', 0))
  })

  it('of its own shares nothing', () => {
    expect(createRegistry().gate('a', 0)).not.toBe(createRegistry().gate('a', 0))
    expect(createRegistry().shared()).not.toBe(processRegistry.shared())
  })

  it('of the process is found again by its symbol', () => {
    const shared = Reflect.get(globalThis, Symbol.for('dingbell.1'))
    expect(processRegistry.shared()).toBe(shared)
    expect(processRegistry.gate('a', 0)).toBe(shared.gates.get('a'))
    expect(Object.keys(globalThis)).not.toContain('dingbell.1')
  })

  it('forgets gates of which nothing is remembered once there are a thousand, and no other', () => {
    const registry = createRegistry()
    const busy = registry.gate('busy', 0)
    busy.take({ kind: 'direct', perMinute: 18 }, 0)
    const idle = registry.gate('idle', 0)
    for (let nth = 2; nth < 1_000; nth += 1) registry.gate(`session ${nth}`, 0)
    expect(registry.gate('idle', 0)).toBe(idle)
    registry.gate('one too many', 0)
    expect(registry.shared().gates.size).toBe(2)
    expect(registry.gate('busy', 0)).toBe(busy)
    expect(registry.gate('idle', 0)).not.toBe(idle)
  })
})
