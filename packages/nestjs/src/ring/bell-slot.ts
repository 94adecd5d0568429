import { Inject, Optional } from '@nestjs/common'
import { getBellToken } from '../dingtalk.tokens.ts'
import type { Bell } from '../report/bell.ts'
import { read } from '../report/read.ts'

/**
 * Lets Nest put the bell of that name on every instance of the class, unseen by whoever inspects or lists it. By property
 * injection, so that the constructor stays the application's own; Nest assigns the property, hence the setter.
 */
export function openSlot(prototype: object, token: symbol): void {
  // Several methods of one class share the slot.
  if (Object.hasOwn(prototype, token)) return
  Object.defineProperty(prototype, token, {
    configurable: true,
    get: () => undefined,
    set(this: object, bell: unknown) {
      Object.defineProperty(this, token, { value: bell, configurable: true, writable: true })
    },
  })
  // Optional: the class must also work in a test without the module.
  Optional()(prototype, token)
  Inject(token)(prototype, token)
}

/** The bell that was put there. */
export function bellOf(self: unknown, token: symbol): Bell | undefined {
  const bell = read(self, token)
  return isBell(bell) ? bell : undefined
}

/** Not by class: an application may hold an ESM and a CJS copy of this package. */
function isBell(value: unknown): value is Bell {
  return typeof read(value, 'report') === 'function'
}

/** For an instance that the application made by itself (`useGlobalFilters(new AllErrors())`): fills an empty slot. */
export function fillSlot(instance: unknown, name: string | undefined, bell: Bell): void {
  const token = getBellToken(name)
  if (typeof instance !== 'object' || instance === null) return
  if (token in instance && read(instance, token) === undefined) Reflect.set(instance, token, bell)
}
