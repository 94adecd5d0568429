import { fieldsOf } from '../fields.ts'

/** Editions and drafts: what earlier builds kept in a directory at the path where there is a file now. */
const names = /^\d+$|\.draft$/

/**
 * Removes the directory that an earlier build left in the place of a file. No step of it could remove a file that somebody
 * else has put there meanwhile, and what is not ours stays.
 * @throws Error of the file system, where something stays
 */
export function clearEarlier(path: string): void {
  const fs = process.getBuiltinModule('node:fs')
  if (!fs.lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) return
  try {
    for (const name of fs.readdirSync(path)) {
      if (names.test(name)) fs.rmSync(`${path}/${name}`, { force: true })
    }
    fs.rmdirSync(path)
  } catch (error) {
    const { code } = fieldsOf(error)
    // Somebody else did.
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error
  }
}
