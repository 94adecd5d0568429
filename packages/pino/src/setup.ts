import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DingTalkError } from '@dingbell/core'
import { isObject } from './guard.ts'

/**
 * The default export of the module that `setup` names: what cannot cross to a worker thread.
 * @param cwd what a relative path starts from
 * @throws DingTalkError `ERR_DINGTALK_OPTIONS` when there is no such module, or its default export is no object
 */
export async function loadSetup(setup: string, cwd: string): Promise<object> {
  const loaded = await load(setup, cwd)
  const exported = isObject(loaded) ? defaultOf(loaded) : undefined
  if (isObject(exported) && !Array.isArray(exported)) return exported
  const came = exported === undefined ? 'none' : `a ${typeof exported}`
  throw new DingTalkError(
    'ERR_DINGTALK_OPTIONS',
    `setup: expected ${setup} to have an object as default export, got ${came}`,
  )
}

async function load(setup: string, cwd: string): Promise<unknown> {
  try {
    return await import(locate(setup, cwd))
  } catch (cause) {
    const [why] = (cause instanceof Error ? cause.message : String(cause)).split('\n')
    throw new DingTalkError('ERR_DINGTALK_OPTIONS', `setup: ${setup} could not be loaded (${why})`)
  }
}

/** A transpiled CommonJS module has its default export one level deeper. */
function defaultOf(loaded: object): unknown {
  const exported: unknown = Reflect.get(loaded, 'default')
  const isTranspiled = isObject(exported) && exported.__esModule === true
  return isTranspiled ? exported.default : exported
}

function locate(setup: string, cwd: string): string {
  if (setup.startsWith('file:')) return setup
  if (/^(?:\.{1,2}[\\/]|[\\/]|[A-Za-z]:[\\/])/.test(setup)) return pathToFileURL(resolve(cwd, setup)).href
  // A package, as the application would find it: this one is somewhere else.
  return pathToFileURL(createRequire(join(cwd, 'noop.js')).resolve(setup)).href
}
