import { type Flag, flag, wholeNumber } from '../flag.ts'

/** The options of `doctor` as they are read. */
export interface DoctorValues {
  send?: boolean
  timeout?: number
  json?: boolean
  envFile?: string
  allowHttp?: boolean
}

/** Time for each step where nothing else is said, in ms. DingTalk's own gateway gives up after about 3 s. */
export const stepTimeoutMs = 5_000

/** Options of `doctor`. */
export const doctorFlags: readonly Flag[] = [
  flag(
    '--send',
    '发一条群里看得见的真实消息，一次证实全部',
    'send one real message, seen by the group, which proves everything at once',
  ),
  flag(
    '--timeout <ms>',
    `每一步的时限（默认 ${stepTimeoutMs}）`,
    `time for each step (default ${stepTimeoutMs})`,
    {
      read: wholeNumber(1, 600_000),
    },
  ),
  flag('--json', '输出一行 JSON', 'print one line of JSON'),
]
