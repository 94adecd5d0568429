import type { LiveRobot } from '../robots/registry.ts'

/** One request at a robot's door, with everything that a check may look at. */
export interface Call {
  /** `session`: the unsigned `/robot/sendBySession`, which knows no security mode. */
  door: 'send' | 'session'
  method: string
  contentType: string | undefined
  query: URLSearchParams
  /** The caller's address. */
  address: string
  /** Length of the HTTP body as it came over the wire. */
  bytes: number
  body: string
  /** When the call arrived, in ms. */
  now: number
  /** The robot that the token names. */
  robot: LiveRobot | undefined
}
