import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import type { TestContext } from 'vitest'

/** Runs a program and gives what it printed. */
export const run = promisify(execFile)

/** Where a program of this machine is, the workspace's own tools left out. */
export function find(program: string): string | undefined {
  const folders = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
  return folders.map((folder) => join(folder, program)).find(isExecutable)
}

/** The same, or the test is skipped aloud; where tools are required, it fails. */
export function need(program: string, context: TestContext): string {
  const path = find(program)
  if (path) return path
  const missing = `${program} is not installed on this machine`
  if (process.env.DINGBELL_REQUIRE_TOOLS) throw new Error(missing)
  console.warn(`SKIPPED: ${missing}`)
  return context.skip(missing)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
