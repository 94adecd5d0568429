import type { Level } from '@dingbell/core'

/** How bad Pino's level number is. */
export function levelOf(value: unknown): Level {
  if (typeof value !== 'number') return 'error'
  if (value >= 60) return 'fatal'
  if (value >= 50) return 'error'
  if (value >= 40) return 'warn'
  if (value >= 30) return 'info'
  return value >= 20 ? 'debug' : 'trace'
}
