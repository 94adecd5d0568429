/** What the demo hands to its own application. */
export const GROUP = Symbol('group')
export const LANGUAGE = Symbol('language')

/** The two loggers, side by side. */
export const WINSTON = Symbol('winston')
export const PINO = Symbol('pino')
