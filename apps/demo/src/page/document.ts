import type { ReceivedMessage } from '@dingbell/emulator'
import type { LedgerState } from '../ledger/ledger.ts'
import { type PageTexts, pageTextsOf } from '../texts/page-texts.ts'
import { renderActions, renderCurl } from './actions-view.ts'
import { renderMessage } from './chat-view.ts'
import { Html, html } from './html.ts'
import { renderLedger } from './ledger-view.ts'
import type { Visitor } from './visitor.ts'

/** What the page is made of. */
export interface PageContent {
  visitor: Visitor
  /** Where the application is, for the commands. */
  url: string
  /** Where the emulated group is; absent with a real one. */
  chatUrl: string | undefined
  ledger: LedgerState
  /** The live part goes on after the last of them. */
  messages: readonly ReceivedMessage[]
}

/** The whole page. It works as it stands; the script only keeps it up to date. */
export function renderDocument(content: PageContent): string {
  const { chatUrl, ledger, messages, url, visitor } = content
  const texts = pageTextsOf(visitor.language)
  const lang = visitor.language === 'zh' ? 'zh-CN' : 'en'
  const theme = visitor.theme !== undefined && html` data-theme="${visitor.theme}"`
  return html`<!doctype html>
<html lang="${lang}"${theme}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${texts.title}</title>
<link rel="icon" href="/assets/bell.svg"><link rel="stylesheet" href="/assets/style.css">
<script type="module" src="/assets/app.js"></script></head>
<body data-position="${messages.at(-1)?.id ?? 0}" data-offline="${texts.offline}">
<a class="skip" href="#chat">${texts.skip}</a>${renderHeader(visitor)}
<main><div class="actions">${renderActions(texts, chatUrl !== undefined)}${renderCurl(texts, url, chatUrl !== undefined)}
<noscript><p class="small">${texts.noScript}</p></noscript></div>
<div class="books-side"><section class="ledger" aria-labelledby="ledger-name"><h2 id="ledger-name">${texts.ledger.name}</h2>
<div id="ledger">${renderLedger(ledger, texts.ledger)}</div></section>${renderResult(texts)}</div>${renderChat(content)}</main></body></html>`
    .text
}

/** Name, look and language; both choices are links, so that they work without a script. */
function renderHeader({ language, theme }: Visitor): Html {
  const texts = pageTextsOf(language)
  const looks = (['auto', 'light', 'dark'] as const).map((look) => {
    const current = look === (theme ?? 'auto') && html` aria-current="true"`
    return html`<a href="/?theme=${look}"${current}>${texts.themes[look]}</a>`
  })
  const other = language === 'zh' ? 'en' : 'zh'
  return html`<header><img src="/assets/bell.svg" alt="" width="40" height="40"><div><h1>${texts.title}</h1><p>${texts.intro}</p></div>
<nav class="looks" aria-label="${texts.theme}">${looks}</nav>
<a class="language" href="/?lang=${other}" lang="${other}" hreflang="${other}">${texts.otherLanguage}</a></header>`
}

/** Where the script says what a button did. On a wide page it stands below the ledger, on a phone it comes up from below. */
function renderResult({ chat, close, result }: PageTexts): Html {
  return html`<section id="result" class="empty" aria-label="${result.name}"><div role="status">
<p class="told">${result.empty}</p><p class="arrived" data-label="${result.arrived}"></p></div>
<code class="command"></code><a class="to-chat" href="#chat">${chat.toChat}</a>
<button type="button" aria-label="${close}">×</button></section>`
}

/** The group's messages; of a real group only a hint where to look. */
function renderChat({ chatUrl, messages, visitor }: PageContent): Html {
  const { chat } = pageTextsOf(visitor.language)
  const link = html`<a href="${chatUrl}" target="_blank" rel="noopener">${chat.open} ↗</a>`
  const head = html`<div class="head"><h2 id="chat-name">${chat.name}</h2>
<span class="badge">${chatUrl ? chat.emulated : chat.real}</span>${chatUrl !== undefined && link}</div>`
  if (chatUrl === undefined)
    return html`<section class="chat" id="chat" aria-labelledby="chat-name">${head}<p class="elsewhere">${chat.lookThere}</p></section>`
  return html`<section class="chat" id="chat" tabindex="-1" aria-labelledby="chat-name">${head}
<ol id="messages" role="log" aria-live="polite" tabindex="0" aria-labelledby="chat-name" data-empty="${chat.empty}">${messages.map((message) => renderMessage(message, visitor.language))}</ol></section>`
}
