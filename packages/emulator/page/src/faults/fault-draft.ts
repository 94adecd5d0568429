import type { FaultKind, FaultWish } from '../wire/types.ts'

/** A fault as the form holds it. */
export interface FaultDraft {
  kind: FaultKind
  how: 'times' | 'always' | 'chance'
  times: string
  /** In percent. */
  chance: string
  /** '' for all. */
  robot: string
  delayMs: string
  deliver: boolean
  when: 'before' | 'after'
  status: string
  errcode: string
  errmsg: string
}

/** The fields that only some kinds have. */
export type SpecialField = 'deliver' | 'when' | 'status' | 'errcode' | 'errmsg'

const special: Partial<Record<FaultKind, readonly SpecialField[]>> = {
  http500: ['status', 'deliver'],
  html: ['status', 'deliver'],
  truncated: ['deliver'],
  reset: ['when', 'deliver'],
  hang: ['deliver'],
  redirect: ['deliver'],
  answer: ['errcode', 'errmsg', 'status', 'deliver'],
}

/** What the form starts with. */
export const firstFault: FaultDraft = {
  kind: 'throttled',
  how: 'times',
  times: '1',
  chance: '30',
  robot: '',
  delayMs: '',
  deliver: false,
  when: 'after',
  status: '',
  errcode: '-1',
  errmsg: '系统繁忙',
}

/** The draft for another kind: what is delivered by default stays so. */
export function withKind(draft: FaultDraft, kind: FaultKind): FaultDraft {
  const delayMs = kind === 'slow' ? '3000' : ''
  return { ...draft, kind, delayMs, deliver: kind === 'truncated', status: '' }
}

/** The special fields of a kind. */
export function fieldsOf(kind: FaultKind): readonly SpecialField[] {
  return special[kind] ?? []
}

/** The fault to send to the server. */
export function faultOf(draft: FaultDraft): FaultWish {
  const { kind, how, robot, deliver, when, errmsg } = draft
  const fields = fieldsOf(kind)
  const has = (field: SpecialField) => fields.includes(field)
  return {
    kind,
    times: how === 'times' ? Number(draft.times) : null,
    ...(how === 'chance' && { probability: Number(draft.chance) / 100 }),
    ...(robot !== '' && { robot }),
    ...(draft.delayMs.trim() !== '' && { delayMs: Number(draft.delayMs) }),
    ...(has('deliver') && { deliver }),
    ...(has('when') && { when }),
    ...(has('status') && draft.status.trim() !== '' && { status: Number(draft.status) }),
    ...(has('errcode') && { errcode: Number(draft.errcode) }),
    ...(has('errmsg') && { errmsg }),
  }
}
