import type { ArgumentsHost } from '@nestjs/common'
import { optionError } from '../dingtalk.options.ts'
import { getBellToken } from '../dingtalk.tokens.ts'
import { firstText, isBag, read } from '../report/read.ts'
import { bellOf, openSlot } from './bell-slot.ts'
import { isWatched, type Method, watched } from './watched.ts'

/**
 * Rings when the method fails, then lets the failure go on unchanged: for providers, `@Cron()` handlers and queue consumers,
 * where no filter reaches. On a class it stands for all methods that the class itself declares. On the `catch` method of an
 * exception filter it rings for the exception that the filter is given.
 * @param alerter name of the alerter; default: the one without a name
 * @throws DingTalkError `ERR_DINGTALK_OPTIONS` for what is no method of an instance
 */
export function RingOnError(alerter?: string): ClassDecorator & MethodDecorator {
  const token = getBellToken(alerter)
  return (target: object, key?: string | symbol, descriptor?: PropertyDescriptor): void => {
    if (key === undefined) ringOnClass(target, token)
    else ringOnMethod(target, key, descriptor ?? {}, token)
  }
}

/** Static methods are refused: Nest injects into instances, so there would never be a bell. */
function ringOnMethod(
  target: object,
  key: string | symbol,
  descriptor: PropertyDescriptor,
  token: symbol,
): void {
  const method: unknown = descriptor.value
  if (!isMethod(method) || typeof target === 'function') {
    throw optionError('@RingOnError()', `a method of an instance, which ${String(key)} is not`, method)
  }
  openSlot(target, token)
  descriptor.value = ringing(method, key, token)
}

/** Inherited methods are left alone, and so are getters, whose descriptors have no value. */
function ringOnClass(target: object, token: symbol): void {
  const prototype = read(target, 'prototype')
  if (!isBag(prototype)) throw optionError('@RingOnError()', 'a class or a method', prototype)
  openSlot(prototype, token)
  for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    const method: unknown = descriptor.value
    if (key === 'constructor' || !isMethod(method) || isWatched(method)) continue
    Object.defineProperty(prototype, key, { ...descriptor, value: ringing(method, key, token) })
  }
}

function ringing(method: Method, key: string | symbol, token: symbol): Method {
  const warn = createWarning(key)
  // The class is read of the instance: a subclass is told by its own name.
  const report = (self: unknown, exception: unknown, host?: ArgumentsHost) => {
    const logger = firstText(read(self, 'constructor', 'name'))
    const context = host === undefined ? { handler: `${logger}.${String(key)}` } : {}
    const bell = bellOf(self, token)
    if (bell) bell.report(exception, { host, logger, context })
    else warn(logger)
  }
  return watched(
    method,
    (self, [exception, host]) => {
      if (key === 'catch' && isHost(host)) report(self, exception, host)
    },
    (exception, self) => report(self, exception),
  )
}

/** Once for each method: silence would look as if nothing ever failed. */
function createWarning(key: string | symbol): (className: string | undefined) => void {
  let warned = false
  return (className) => {
    if (warned) return
    warned = true
    const where = `${className ?? 'a class'}.${String(key)}`
    process.emitWarning(
      `@RingOnError() on ${where} has no alerter: import DingTalkModule, and let Nest create the instance`,
      {
        type: 'DingbellWarning',
        code: 'DINGBELL_NO_ALERTER',
      },
    )
  }
}

function isMethod(value: unknown): value is Method {
  return typeof value === 'function'
}

function isHost(value: unknown): value is ArgumentsHost {
  return typeof read(value, 'getType') === 'function' && typeof read(value, 'getArgs') === 'function'
}
