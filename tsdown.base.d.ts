import type { UserConfig } from 'tsdown'
/** What every published package is built with: both module formats, their types, and a check of the package itself. */
export declare const published: UserConfig
