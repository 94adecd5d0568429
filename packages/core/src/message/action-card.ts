import { optionError, refused } from '../errors.ts'
import { checkObject, checkText, checkUrl } from './check.ts'
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

/**
 * Markdown with one button or several. Two fit side by side, five below each other.
 * @throws DingTalkError `ERR_DINGTALK_OPTIONS` for an empty title or text, no button, both forms, a bad URL
 */
export function actionCard(input: ActionCardInput, options: MentionOptions = {}): ActionCardMessage {
  checkObject('actionCard', input)
  const at = checkAt(options.at)
  return {
    msgtype: 'actionCard',
    actionCard: {
      title: checkText('title', input.title),
      text: withMentions(checkText('text', input.text), at),
      ...buttonsOf(input),
      ...(input.orientation !== undefined && { btnOrientation: orientationOf(input.orientation) }),
      ...(input.hideAvatar !== undefined && { hideAvatar: flagOf(input.hideAvatar) }),
    },
    ...(at && { at }),
  }
}

function buttonsOf({ button, buttons }: ActionCardInput): Partial<ActionCardMessage['actionCard']> {
  if ((button === undefined) === (buttons === undefined)) {
    throw refused('button', 'either button or buttons', button === undefined ? 'neither' : 'both')
  }
  if (button !== undefined) {
    const { title, url } = checkButton('button', button)
    return { singleTitle: title, singleURL: url }
  }
  if (!Array.isArray(buttons) || buttons.length === 0)
    throw optionError('buttons', 'at least one button', buttons)
  const checked = buttons.map((each, index) => checkButton(`buttons[${index}]`, each))
  return { btns: checked.map(({ title, url }) => ({ title, actionURL: url })) }
}

function checkButton(field: string, button: Button): Button {
  checkObject(field, button)
  return { title: checkText(`${field}.title`, button.title), url: checkUrl(`${field}.url`, button.url) }
}

function orientationOf(orientation: unknown): '0' | '1' {
  if (orientation === 'vertical') return '0'
  if (orientation === 'horizontal') return '1'
  throw optionError('orientation', "'vertical' or 'horizontal'", orientation)
}

function flagOf(hideAvatar: unknown): '0' | '1' {
  if (typeof hideAvatar !== 'boolean') throw optionError('hideAvatar', 'true or false', hideAvatar)
  return hideAvatar ? '1' : '0'
}
