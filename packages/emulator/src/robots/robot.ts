/** A robot of the emulated group. Every field is optional; `{}` is a robot that takes anything at DingTalk's rate. */
export interface EmulatedRobot {
  /** What `webhook(name)` and the page call it. Default: `default` for the first, `robot-2` and so on after it. */
  name?: string | undefined
  /** The access token. Default: a fake one that depends only on the name, so it survives a restart. */
  token?: string | undefined
  /** Signing secret. Set: requests must carry a `timestamp` within one hour and a matching `sign`. */
  secret?: string | undefined
  /** At most 10 keywords, one of which must stand in the title or text. Default: none. */
  keywords?: readonly string[] | undefined
  /** IPv4 addresses or CIDR ranges that may call. Default: everybody. */
  allowIps?: readonly string[] | undefined
  /** Messages in any 60 s before the ban; `false` for no limit. Default 20. */
  perMinute?: number | false | undefined
  /** How long a ban lasts, in ms. Default 600,000 (ten minutes). */
  banMs?: number | undefined
  /** Messages in a calendar month (Asia/Shanghai); `false` for no quota. Default `false`. */
  perMonth?: number | false | undefined
  /** `stopped` answers 400102, `removed` 400106, `disbanded` 400013. Default `active`. */
  state?: RobotState | undefined
}

/** Whether the robot and its group are still there. */
export type RobotState = 'active' | 'stopped' | 'removed' | 'disbanded'

/** A robot with nothing left to decide. */
export interface RobotSettings {
  readonly name: string
  readonly token: string
  readonly secret: string | undefined
  readonly keywords: readonly string[]
  readonly allowIps: readonly string[]
  readonly perMinute: number | false
  readonly banMs: number
  readonly perMonth: number | false
  readonly state: RobotState
}
