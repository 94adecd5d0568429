import { types } from 'node:util'

const steps = ['next', 'return', 'throw'] as const

/** Lets `watch` run every step of a generator, sync or async: it fails where it is iterated, not where it is made. */
export function watchGenerator(generator: object, watch: (step: () => unknown) => unknown): object {
  for (const name of steps) {
    const step: unknown = Reflect.get(generator, name)
    if (typeof step !== 'function') continue
    Object.defineProperty(generator, name, {
      configurable: true,
      writable: true,
      value: (...args: unknown[]) => watch(() => step.apply(generator, args)),
    })
  }
  return generator
}

/** Whether the value is a generator at work, sync or async. */
export function isGenerator(value: unknown): value is object {
  return types.isGeneratorObject(value)
}
