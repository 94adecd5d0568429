/**
 * Name of the application: the package of the working directory, else the script that was started (in a worker that is the
 * library's own, so the directory's name).
 */
export function applicationName(env: NodeJS.ProcessEnv): string {
  const { basename } = process.getBuiltinModule('node:path')
  const { isMainThread } = process.getBuiltinModule('node:worker_threads')
  return (
    env.npm_package_name ||
    packageName() ||
    basename(isMainThread ? (process.argv[1] ?? '') : process.cwd()) ||
    'app'
  )
}

function packageName(): string | undefined {
  const { readFileSync } = process.getBuiltinModule('node:fs')
  const { join } = process.getBuiltinModule('node:path')
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
    return process.getBuiltinModule('node:os').hostname()
  } catch {
    return 'localhost'
  }
}
