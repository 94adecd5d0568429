import { isObject, textOf } from './guard.ts'

/** What a logger tells its streams about itself. */
export interface PinoConfig {
  /** Level numbers by name, custom ones included. */
  values: ReadonlyMap<string, number>
  messageKey: string
  errorKey: string
}

/** Pino's own, for a logger that tells nothing. */
export const defaultConfig: PinoConfig = {
  values: new Map([
    ['trace', 10],
    ['debug', 20],
    ['info', 30],
    ['warn', 40],
    ['error', 50],
    ['fatal', 60],
  ]),
  messageKey: 'msg',
  errorKey: 'err',
}

/** Reads `{ levels: { values }, messageKey, errorKey }`, as Pino sends it; what is missing is Pino's default. */
export function readConfig(told: object): PinoConfig {
  const levels: unknown = Reflect.get(told, 'levels')
  const values = isObject(levels) && isObject(levels.values) ? Object.entries(levels.values) : []
  const numbers = values.flatMap(([name, value]): [string, number][] =>
    typeof value === 'number' ? [[name, value]] : [],
  )
  return {
    values: numbers.length > 0 ? new Map(numbers) : defaultConfig.values,
    messageKey: textOf(Reflect.get(told, 'messageKey')) ?? defaultConfig.messageKey,
    errorKey: textOf(Reflect.get(told, 'errorKey')) ?? defaultConfig.errorKey,
  }
}
