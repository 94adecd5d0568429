import type { Texts } from '../texts/texts.ts'
import type { Draft } from './draft.ts'

/** Something to start from, so that the preview shows each kind at once. */
export function firstDraft({ sample }: Texts): Draft {
  const logs = 'https://example.com/logs'
  const picture = 'https://example.com/chart.png'
  return {
    msgtype: 'markdown',
    content: sample.content,
    title: sample.title,
    text: sample.text,
    messageUrl: logs,
    picUrl: picture,
    single: false,
    buttons: [
      { title: sample.first, url: logs },
      { title: sample.second, url: 'https://example.com/runbook' },
    ],
    horizontal: true,
    hideAvatar: false,
    links: [
      { title: sample.title, messageUrl: logs, picUrl: picture },
      { title: sample.content, messageUrl: logs, picUrl: picture },
    ],
    mobiles: '',
    userIds: '',
    all: false,
  }
}
