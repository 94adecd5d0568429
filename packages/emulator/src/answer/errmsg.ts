import type { ErrmsgStyle, Refusal } from '../judge/refusal.ts'

const docs = 'https://open.dingtalk.com/document/robots/custom-robot-access'

const styles: Record<ErrmsgStyle, (refusal: Refusal) => string> = {
  plain: ({ plain }) => plain,
  more: ({ plain }) => `${plain}, more: [${docs}]`,
  description: ({ problem, solution }) => `description:${problem};solution:${solution};[link:${docs};]`,
  chinese: ({ problem, solution }) => `错误描述:${problem};解决方案:${solution};[参考链接:${docs};]`,
}

/** The `errmsg` of a refusal; `native` is the style in which its code is seen most. */
export function errmsgOf(refusal: Refusal, style: ErrmsgStyle | 'native'): string {
  return styles[style === 'native' ? refusal.style : style](refusal)
}
