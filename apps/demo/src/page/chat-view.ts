import type { ReceivedMessage } from '@dingbell/emulator'
import { previewOf } from '../group/read-message.ts'
import type { Language } from '../texts/language.ts'
import { Html, html } from './html.ts'
import { renderLink, renderMarkdown } from './markdown.ts'

/** Alerts show the same. */
const clock = { timeStyle: 'medium', timeZone: 'Asia/Shanghai' } as const

/** One message of the group as the chat shows it. The attributes are for the script, which reads no text of the page. */
export function renderMessage({ body, id, robot, time }: ReceivedMessage, language: Language): Html {
  const at = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', clock).format(time)
  return html`<li class="message" data-message="${id}" data-kind="${body.msgtype}" data-robot="${robot}" data-preview="${previewOf(body)}">
<span class="avatar" aria-hidden="true">${robot.slice(0, 1).toUpperCase()}</span>
<div class="said"><p class="sender">${robot} <time>${at}</time></p>
<div class="bubble ${body.msgtype}">${renderBody(body)}</div></div></li>`
}

/** By the part that is there: `msgtype` names the only one. The title of a markdown is for the list of chats. */
function renderBody({ actionCard, feedCard, link, markdown, text }: ReceivedMessage['body']): Html {
  if (text) return html`<p class="plain">${text.content}</p>`
  if (markdown) return html`${renderMarkdown(markdown.text)}`
  if (link) return html`<h4>${renderLink(link.title, link.messageUrl)}</h4><p>${link.text}</p>`
  if (feedCard)
    return html`<ul class="feed">${feedCard.links.map(({ messageURL, title }) => html`<li>${renderLink(title, messageURL)}</li>`)}</ul>`
  return actionCard ? renderCard(actionCard) : html``
}

/** Its text, and its one jump or its buttons below, side by side where that was wished. */
function renderCard(card: NonNullable<ReceivedMessage['body']['actionCard']>): Html {
  const { btnOrientation, btns, singleTitle, singleURL, text } = card
  const buttons = singleTitle
    ? [renderLink(singleTitle, singleURL ?? '')]
    : (btns ?? []).map(({ actionURL, title }) => renderLink(title, actionURL))
  const side = String(btnOrientation) === '1' && 'side-by-side'
  return html`${renderMarkdown(text)}<div class="buttons ${side}">${buttons}</div>`
}
