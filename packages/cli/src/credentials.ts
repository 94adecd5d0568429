import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import type { RobotOptions } from '@dingbell/core'
import { UsageError, unreadable } from './usage-error.ts'
import type { Words } from './words.ts'

/** Where the robot's messages go, and what they need to be let in. */
export interface Credentials {
  /** Not set: there is no robot. */
  webhook: string | undefined
  secret: string | undefined
  keywords: readonly string[]
}

/** The variables that are read, from the environment or a file. */
const variables = ['DINGTALK_WEBHOOK', 'DINGTALK_SECRET', 'DINGTALK_KEYWORDS'] as const

/**
 * The robot that the environment names, or the file. A file that names a webhook is taken alone, so that never one robot's
 * secret signs for another. Throws `UsageError` when the file cannot be read.
 */
export function readCredentials(env: NodeJS.ProcessEnv, envFile?: string): Credentials {
  const file = envFile === undefined ? {} : readEnvFile(envFile)
  const source = file.DINGTALK_WEBHOOK ? file : { ...env, ...file }
  const [webhook, secret, keywords = ''] = variables.map((name) => source[name]?.trim() || undefined)
  // As core splits them: a Chinese keyboard writes the wide comma.
  const list = keywords.split(/[,，]/).map((keyword) => keyword.trim())
  return { webhook, secret, keywords: list.filter((keyword) => keyword !== '') }
}

function readEnvFile(path: string): NodeJS.ProcessEnv {
  try {
    // Editors on Windows put a byte order mark before the first name.
    const found = parseEnv(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
    // An empty variable counts as unset here as well: a template that was not filled in takes nothing away.
    return Object.fromEntries(Object.entries(found).filter(([, value]) => value?.trim()))
  } catch (error) {
    throw unreadable(`--env-file ${path}`, error)
  }
}

/**
 * Everything in the credentials that must not be shown, however malformed the webhook is: so it is searched as text, not
 * parsed. A `sign` that was pasted along is good for an hour, and the session of a session webhook is a token as well.
 */
export function secretsOf({ secret = '', webhook = '' }: Credentials): string[] {
  const parameters = [...webhook.matchAll(/[?&](?:access_token|session|sign)=([^&\s"']*)/g)]
  const values = parameters.map(([, value = '']) => value)
  return [webhook, secret, ...values, ...(values.length > 0 ? [] : pathSecrets(webhook))]
}

/** A gateway of one's own may keep the token in its path: whole, or as one of its longer parts. */
function pathSecrets(webhook: string): string[] {
  const [, path = ''] = /^\w+:\/+[^/?#]+(\/[^#]+)/.exec(webhook) ?? []
  return /\/robot\/send/.test(path) ? [] : [path, ...path.split('/').filter((part) => part.length >= 16)]
}

/** The options of a robot. Throws `UsageError` when there is none. */
export function robotOptions({ keywords, secret, webhook }: Credentials): RobotOptions {
  if (webhook !== undefined) return { webhook, secret, keywords }
  throw new UsageError(webhookMissing)
}

/** What to do where no robot is named. */
export const webhookMissing: Words = {
  zh: 'DINGTALK_WEBHOOK 未设置：请在环境变量或 --env-file 指定的文件里填写机器人的 Webhook',
  en: "DINGTALK_WEBHOOK is not set: put the robot's webhook into the environment or a file named by --env-file",
}
