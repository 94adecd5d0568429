import type { DingTalkModuleOptions } from './dingtalk.options.ts'
import { optionError } from './dingtalk.options.ts'

/** The options, checked; what is the alerter's own, the alerter checks. */
export interface DingTalkSettings extends DingTalkModuleOptions {
  exceptions: boolean
  captureUncaught: boolean
}

/**
 * Checks what the module itself understands, and fills in the defaults that depend on its name.
 * @throws DingTalkError `ERR_DINGTALK_OPTIONS` for the first option that does not fit
 */
export function resolveOptions(options: DingTalkModuleOptions, name: string | undefined): DingTalkSettings {
  if (!isObject(options)) throw optionError('options', 'an object', options)
  const { alerter, captureUncaught, exceptions, include, isExpected, logger } = options
  check('alerter', 'an Alerter', alerter, (value) => isObject(value) && 'capture' in value)
  check('exceptions', 'true or false', exceptions, isBoolean)
  check('captureUncaught', 'true or false', captureUncaught, isBoolean)
  check('isExpected', 'a function', isExpected, (value) => typeof value === 'function')
  check('logger', 'an object', logger, isObject)
  check('include', 'an object', include, isObject)
  check('include.query', 'true or false', include?.query, isBoolean)
  check('include.params', 'true or false', include?.params, isBoolean)
  check('include.body', 'true or false', include?.body, isBoolean)
  check('include.headers', 'an array of texts', include?.headers, isTexts)
  return {
    ...options,
    exceptions: exceptions ?? name === undefined,
    captureUncaught: captureUncaught ?? false,
  }
}

function check(field: string, expected: string, value: unknown, fits: (value: unknown) => boolean): void {
  if (value !== undefined && !fits(value)) throw optionError(field, expected, value)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean'
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}
