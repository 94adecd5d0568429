import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, join } from 'node:path'

/** Name of the application: the package of the working directory, else the script that was started. */
export function applicationName(env: NodeJS.ProcessEnv): string {
  return env.npm_package_name || packageName() || basename(process.argv[1] ?? '') || 'app'
}

function packageName(): string | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8'))
    const name: unknown =
      typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'name') : undefined
    return typeof name === 'string' ? name : undefined
  } catch {
    return undefined
  }
}

/** The host's name; some sandboxes refuse to tell it. */
export function hostName(): string {
  try {
    return hostname()
  } catch {
    return 'localhost'
  }
}
