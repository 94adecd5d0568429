import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Stats } from '../../src/stats.ts'

/** How a process ended. */
export interface End {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
  /** What it said of itself last, on descriptor 3. */
  report: Report | undefined
}

/** What a child measures. */
interface Report {
  /** Time between the first step to the end and the last listener of `exit`. */
  addedMs: number
  /** Threads that were started. */
  threads: number
  stats: Partial<Stats>
}

/** Runs a script of `children`, or any other by its path, to its end. */
export function run(
  script: string,
  env: NodeJS.ProcessEnv = {},
  { args = [], node = process.execPath }: { args?: readonly string[]; node?: string } = {},
): Promise<End> {
  const path = script.startsWith('/') ? script : fileURLToPath(new URL(`children/${script}`, import.meta.url))
  const { NODE_OPTIONS: _, ...rest } = process.env
  const child = spawn(node, [...args, path], {
    env: { ...rest, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const said = ['', '', '', '']
  child.stdio.forEach((stream, index) => {
    stream?.on('data', (chunk: Buffer) => {
      said[index] += chunk.toString()
    })
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      const [, stdout = '', stderr = '', told = ''] = said
      resolve({ code, signal, stdout, stderr, report: told === '' ? undefined : JSON.parse(told) })
    })
  })
}
