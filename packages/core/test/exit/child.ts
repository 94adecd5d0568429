import { spawn } from 'node:child_process'
import { accessSync } from 'node:fs'
import { delimiter, join } from 'node:path'
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

/** The Node that runs the tests, and the machine's own, which may be older. */
export const nodes = [...new Set([process.execPath, ...machineNode()])]

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

function machineNode(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders
    .filter((folder) => folder !== '' && !folder.includes('node_modules'))
    .map((folder) => join(folder, 'node'))
    .filter(exists)
    .slice(0, 1)
}

function exists(path: string): boolean {
  try {
    accessSync(path)
    return true
  } catch {
    return false
  }
}
