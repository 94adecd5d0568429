import { optionError } from '../errors.ts'

/** Where alerts wait that are not delivered yet, so that a crash does not take them along. */
export interface SpoolOptions {
  /**
   * A directory of this host (no network share), made with mode 0700 where it is missing. Processes may share it if they ring
   * the same group: whoever takes over what another one left tells it to its own robots.
   */
  dir: string
  /**
   * When what was written is forced onto the disk: within 500 ms without making anybody wait, at each new kind and each
   * message, or when the system likes. Matters when the host dies; a process that dies loses nothing either way.
   * Default `'interval'`.
   */
  fsync?: 'interval' | 'always' | 'never' | undefined
}

/** The same, checked and complete; `dir` is absolute. */
export interface SpoolSettings {
  dir: string
  fsync: 'interval' | 'always' | 'never'
}

const modes = ['interval', 'always', 'never'] as const

/** @throws DingTalkError `ERR_DINGTALK_OPTIONS` */
export function resolveSpool(spool: SpoolOptions | false | undefined): SpoolSettings | undefined {
  if (spool === undefined || spool === false) return undefined
  if (typeof spool !== 'object' || spool === null) throw optionError('spool', 'an object or false', spool)
  const { dir, fsync = 'interval' } = spool
  if (typeof dir !== 'string' || dir.trim() === '' || dir.includes('\0')) {
    throw optionError('spool.dir', 'the path of a directory', dir)
  }
  const mode = modes.find((each) => each === fsync)
  if (mode === undefined) throw optionError('spool.fsync', `one of ${modes.join(', ')}`, fsync)
  // The working directory may be another one when the first alert comes.
  return { dir: process.getBuiltinModule('node:path').resolve(dir), fsync: mode }
}
