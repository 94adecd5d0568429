import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { workerData } from 'node:worker_threads'
import { type Bag, isObject, textOf } from './guard.ts'

/** What Pino's worker was started with; nothing outside of one. */
export function pinoWorkerData(): Bag {
  const own: unknown = isObject(workerData) ? workerData.workerData : undefined
  return isObject(own) ? own : {}
}

/**
 * The `level` beside a target, which Pino keeps to itself: `{ target: '@dingbell/pino', level: 'warn' }` means that warnings
 * ring. Found among the targets by this file and by the very options that were handed over with it.
 */
export function targetLevel(options: object | undefined, data: Bag = pinoWorkerData()): string | undefined {
  const targets: unknown[] = [data.targets, data.pipelines].flat(2)
  const ours = targets
    .filter(isObject)
    .filter((target) => target.options === options && isHere(target.target))
  const levels = new Set(ours.map(({ level }) => textOf(level)))
  // Two of them without options cannot be told apart; then only what they agree on is known.
  return levels.size === 1 ? [...levels][0] : undefined
}

/** Whether the target is this package: both of its formats stand in one folder. */
function isHere(target: unknown): boolean {
  const path = String(target)
  const folder = dirname(path.startsWith('file:') ? fileURLToPath(path) : path)
  return folder === dirname(fileURLToPath(import.meta.url))
}
