import type { RobotOptions } from './robot-options.ts'

/** The robot that the environment names; an empty `DINGTALK_WEBHOOK` counts as unset. */
export function robotFromEnv(env: NodeJS.ProcessEnv): RobotOptions | undefined {
  const { DINGTALK_WEBHOOK: webhook, DINGTALK_SECRET: secret, DINGTALK_KEYWORDS: words = '' } = env
  const keywords = words.split(/[,，]/).filter((keyword) => keyword.trim())
  return webhook?.trim() ? { webhook, secret, keywords } : undefined
}
