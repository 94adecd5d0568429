import { fieldsOf } from '../fields.ts'
import { globalFetch } from '../transport/fetch.ts'

const dispatchers = /* @__PURE__ */ [2, 1].map((version) =>
  /* @__PURE__ */ Symbol.for(`undici.globalDispatcher.${version}`),
)
const nodesOwn = /^(Agent|EnvHttpProxyAgent|Dispatcher1Wrapper)$/

/**
 * Whether requests of a robot go out the way that Node itself sends them, so that another thread may send them as well.
 * A function cannot travel there: not an own `fetch`, nor a patched global one, nor a global proxy or mock of undici's.
 */
export function sendsAsNode(fetch: unknown): boolean {
  if (fetch !== globalFetch || !String(globalThis.fetch).includes("require('internal/")) return false
  // Nobody makes one before the first request.
  const made = dispatchers.map((key) => Reflect.get(globalThis, key)).filter(Boolean)
  return made.every((each) => nodesOwn.test(`${fieldsOf(fieldsOf(each).constructor).name}`))
}
