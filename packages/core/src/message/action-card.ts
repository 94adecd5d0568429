import { check, refused } from '../errors.ts'
import { type Fields, fieldsOf } from '../fields.ts'
import { checkFlag, checkList, checkText, checkUrl } from './check.ts'
import { checkAt, type MentionOptions, withMentions } from './mention.ts'
import type { ActionCardMessage } from './message.ts'

/** One button of an action card. */
export interface Button {
  title: string
  url: string
}

interface ActionCardFields {
  title: string
  /** Markdown. */
  text: string
  /** How several buttons stand. Default: DingTalk's own, vertical. */
  orientation?: 'vertical' | 'horizontal' | undefined
  hideAvatar?: boolean | undefined
}

/** Fields of an action card: one `button` or several `buttons`. */
export type ActionCardInput = ActionCardFields &
  ({ button: Button; buttons?: undefined } | { buttons: readonly Button[]; button?: undefined })

const orientations: readonly unknown[] = [undefined, 'vertical', 'horizontal']

/**
 * Markdown with one button or several. Two fit side by side, five below each other.
 * @throws DingTalkError `ERR_DINGTALK_OPTIONS` for an empty title or text, no button, both forms, a bad URL
 */
export function actionCard(input: ActionCardInput, options?: MentionOptions): ActionCardMessage {
  const { title, text, orientation, ...rest } = fieldsOf(input)
  const at = checkAt(options?.at)
  check(orientations.includes(orientation), 'orientation', "'vertical' or 'horizontal'", orientation)
  const hideAvatar = checkFlag('hideAvatar', rest.hideAvatar)
  return {
    msgtype: 'actionCard',
    actionCard: {
      title: checkText('title', title),
      text: withMentions(checkText('text', text), at),
      ...buttonsOf(rest),
      ...(orientation !== undefined && { btnOrientation: orientation === 'vertical' ? '0' : '1' }),
      ...(hideAvatar !== undefined && { hideAvatar: hideAvatar ? '1' : '0' }),
    },
    ...(at && { at }),
  }
}

function buttonsOf({ button, buttons }: Fields): Partial<ActionCardMessage['actionCard']> {
  if ((button === undefined) === (buttons === undefined)) {
    throw refused('button', 'either button or buttons', button === undefined ? 'neither' : 'both')
  }
  if (buttons !== undefined) return { btns: checkList('buttons', buttons, checkButton) }
  const { title, actionURL } = checkButton('button', fieldsOf(button))
  return { singleTitle: title, singleURL: actionURL }
}

function checkButton(field: string, { title, url }: Fields): { title: string; actionURL: string } {
  return { title: checkText(`${field}.title`, title), actionURL: checkUrl(`${field}.url`, url) }
}
