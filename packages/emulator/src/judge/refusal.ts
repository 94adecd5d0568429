import type { Words } from '../words.ts'

/** The check that said no, in the order of the checks. */
export type Rule =
  | 'token'
  | 'state'
  | 'ban'
  | 'method'
  | 'content-type'
  | 'size'
  | 'json'
  | 'msgtype'
  | 'field'
  | 'keyword'
  | 'sign'
  | 'timestamp'
  | 'ip'
  | 'quota'
  | 'rate'

/** The four ways in which DingTalk words an `errmsg`. */
export type ErrmsgStyle = 'plain' | 'more' | 'description' | 'chinese'

/** A no: what goes over the wire, and what a person is told in the page. */
export interface Refusal {
  rule: Rule
  /** Absent when the gateway turns the call away before the robot sees it (the ban). */
  errcode?: number
  /** The style in which this code is seen most in the wild. */
  style: ErrmsgStyle
  /** The wire text of the two plain styles, mostly English. */
  plain: string
  /** The wire text of the two Chinese styles: what is wrong … */
  problem: string
  /** … and what DingTalk advises. */
  solution: string
  /** Why, with the particulars of this request; never sent over the wire. */
  reason: Words
  /** What to do about it. */
  fix: Words
}
