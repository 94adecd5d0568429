import { field, textIn } from '../ledger/fields.ts'
import type { Words } from './language.ts'

/** Why something failed. A DingTalkError is told by its code, DingTalk's own, and the hint that it brings in both languages. */
export function reasonOf(error: unknown): Words {
  const hint = textIn(error, 'hint')
  if (hint === '') {
    const said = textIn(error, 'message') || String(error)
    return { zh: said, en: said }
  }
  const [english = '', chinese = english] = hint.split('\n')
  const code = [textIn(error, 'code'), field(error, 'errcode')].filter(Boolean).join(' ')
  return { zh: `${code}：${chinese}`, en: `${code}: ${english}` }
}
