import type { Words } from '../words.ts'

/** What is looked at, in this order: each depends on those before it. JSON names them so; scripts may rely on the names. */
export const checks = [
  'webhook',
  'secret',
  'proxy',
  'dns',
  'tls',
  'robot',
  'clock',
  'signature',
  'keyword',
  'ip',
  'message',
] as const
/** One of them. */
export type Check = (typeof checks)[number]

/** `unproven`: nothing speaks against it, but nothing proves it either. */
export type Status = 'ok' | 'warn' | 'wrong' | 'unproven' | 'skipped'

/** What one check found. */
export interface Finding {
  check: Check
  status: Status
  says: Words
  /** What to do about it. */
  fix?: Words
}

/** A finding in both languages. */
export function found(check: Check, status: Status, zh: string, en: string, fix?: Words): Finding {
  return { check, status, says: { zh, en }, ...(fix && { fix }) }
}

/** What people call a check. */
export const checkWords: Readonly<Record<Check, Words>> = {
  webhook: { zh: 'Webhook', en: 'webhook' },
  secret: { zh: '密钥', en: 'secret' },
  proxy: { zh: '代理', en: 'proxy' },
  dns: { zh: '域名解析', en: 'DNS' },
  tls: { zh: '连接与 TLS', en: 'connection and TLS' },
  robot: { zh: '机器人', en: 'robot' },
  clock: { zh: '时钟', en: 'clock' },
  signature: { zh: '签名', en: 'signature' },
  keyword: { zh: '关键词', en: 'keyword' },
  ip: { zh: 'IP 地址段', en: 'IP list' },
  message: { zh: '真实消息', en: 'real message' },
}

/** What could not be looked at because something before it is wrong. */
export function skipped(names: readonly Check[], zh: string, en: string): Finding[] {
  return names.map((check) => found(check, 'skipped', zh, en))
}
