import { accessSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The Node that runs the tests, and the machine's own, which may be older. */
export const nodes = [...new Set([process.execPath, ...machineNode()])]

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
