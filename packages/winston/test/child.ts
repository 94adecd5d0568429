import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { nodes as paths } from '../../core/test/nodes.ts'

/** How a process went. */
export interface Run {
  code: number | null
  stdout: string
  stderr: string
}

/** What the children run on. */
export const nodes = paths.map((path) => ({ path }))

/** Runs a script of `test/children` on the built package. */
export function run(script: string, env: NodeJS.ProcessEnv = {}, node = process.execPath): Promise<Run> {
  const path = fileURLToPath(new URL(`children/${script}`, import.meta.url))
  const { DINGTALK_WEBHOOK: _, DINGTALK_SECRET: __, NODE_OPTIONS: ___, ...rest } = process.env
  return new Promise((resolve, reject) => {
    const child = spawn(node, [path], { env: { ...rest, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
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
