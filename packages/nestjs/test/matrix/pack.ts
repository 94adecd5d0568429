import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const packages = new URL('../../../', import.meta.url)

/** Path of the tarball of each package that a user of this one installs, by its name. */
export async function pack(room: string): Promise<Record<string, string>> {
  const tarballs: Record<string, string> = {}
  for (const folder of ['core', 'emulator', 'nestjs']) {
    if (!existsSync(new URL(`${folder}/dist/index.js`, packages)))
      throw new Error(`${folder}: build it first`)
    // pnpm writes the siblings' versions where the sources say `workspace:`.
    await run('pnpm', ['pack', '--pack-destination', room], { cwd: new URL(folder, packages) })
    const found = (await readdir(room)).find((file) => file.startsWith(`dingbell-${folder}-`))
    if (found === undefined) throw new Error(`${folder}: pnpm pack left no tarball`)
    tarballs[`@dingbell/${folder}`] = join(room, found)
  }
  return tarballs
}
