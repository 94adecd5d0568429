import 'reflect-metadata'
import { types } from 'node:util'
import { isGenerator, watchGenerator } from './generators.ts'

/** Takes what a method threw or rejected with, and what it was called with. It must not throw. */
export type OnFailure = (exception: unknown, self: unknown) => void

/** Any method. */
export type Method = (...args: unknown[]) => unknown

const mark = 'dingbell:watched'

/**
 * The same method, to all appearances (name, length, metadata, own properties), whose failures are told to `onFailure` and
 * then go on unchanged: what it throws, rejects with, or throws while it is iterated.
 */
export function watched(
  method: Method,
  onCall: (self: unknown, args: readonly unknown[]) => void,
  onFailure: OnFailure,
): Method {
  const proxy = new Proxy(method, {
    apply(target, self, args) {
      onCall(self, args)
      return watch(
        () => Reflect.apply(target, self, args),
        (exception) => onFailure(exception, self),
      )
    },
  })
  // Metadata hangs on the identity of the function: a decorator below has put it on the method.
  for (const key of Reflect.getOwnMetadataKeys(method)) {
    Reflect.defineMetadata(key, Reflect.getOwnMetadata(key, method), proxy)
  }
  Reflect.defineMetadata(mark, true, proxy)
  return proxy
}

/** Whether the method is watched already: what stands on a method goes before what stands on its class. */
export function isWatched(method: Method): boolean {
  return Reflect.hasOwnMetadata(mark, method)
}

function watch(call: () => unknown, report: (exception: unknown) => void): unknown {
  const fail = (exception: unknown): never => {
    report(exception)
    throw exception
  }
  try {
    const result = call()
    // Other thenables may start their work when `then` is called; they are left alone.
    if (types.isPromise(result)) return result.then((value) => value, fail)
    return isGenerator(result) ? watchGenerator(result, (step) => watch(step, report)) : result
  } catch (exception) {
    return fail(exception)
  }
}
