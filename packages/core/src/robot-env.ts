import type { RobotOptions } from './robot-options.ts'

/** The robot that the environment names; an empty `DINGTALK_WEBHOOK` counts as unset. */
export function robotFromEnv(env: NodeJS.ProcessEnv): RobotOptions | undefined {
  const webhook = env.DINGTALK_WEBHOOK?.trim()
  if (!webhook) return undefined
  const keywords = (env.DINGTALK_KEYWORDS ?? '').split(',').filter((keyword) => keyword.trim() !== '')
  return { webhook, secret: env.DINGTALK_SECRET, keywords }
}
