import { spawn } from 'node:child_process'
import { accessSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** How a process went. */
export interface Run {
  code: number | null
  stdout: string
  stderr: string
}

/** The Node that runs the tests, and the machine's own, which may be older. */
export const nodes = [...new Set([process.execPath, ...machineNode()])].map((path) => ({ path }))

const cwd = fileURLToPath(new URL('..', import.meta.url))

/** Runs a script of `test/children` on the built package. */
export function run(script: string, env: NodeJS.ProcessEnv = {}, node = process.execPath): Promise<Run> {
  const path = fileURLToPath(new URL(`children/${script}`, import.meta.url))
  const { DINGTALK_WEBHOOK: _, DINGTALK_SECRET: __, NODE_OPTIONS: ___, ...rest } = process.env
  return new Promise((resolve, reject) => {
    const child = spawn(node, [path], { cwd, env: { ...rest, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    const result: Run = { code: null, stdout: '', stderr: '' }
    child.stdout.on('data', (chunk) => {
      result.stdout += chunk
    })
    child.stderr.on('data', (chunk) => {
      result.stderr += chunk
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ ...result, code }))
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
