import type { ActionPath, PageTexts } from '../texts/page-texts.ts'
import { type Html, html } from './html.ts'
import { type IconName, icon } from './icons.ts'

/** The buttons in groups, in the order in which a newcomer would try them. */
const groups: readonly {
  name: keyof PageTexts['headings']
  actions: readonly (readonly [ActionPath, IconName])[]
}[] = [
  {
    name: 'messages',
    actions: [
      ['/send/text', 'text'],
      ['/send/link', 'link'],
      ['/send/markdown', 'markdown'],
      ['/send/card', 'card'],
      ['/send/buttons', 'buttons'],
      ['/send/feed', 'feed'],
    ],
  },
  {
    name: 'errors',
    actions: [
      ['/fail/controller', 'controller'],
      ['/fail/cron', 'cron'],
      ['/log/winston', 'winston'],
      ['/log/pino', 'pino'],
    ],
  },
  {
    name: 'storm',
    actions: [
      ['/storm', 'storm'],
      ['/storm?fatal=true', 'fatal'],
    ],
  },
  {
    name: 'timing',
    actions: [
      ['/threshold', 'threshold'],
      ['/reminders', 'reminder'],
    ],
  },
  {
    name: 'dingtalk',
    actions: [
      ['/dingtalk/down', 'down'],
      ['/dingtalk/up', 'up'],
    ],
  },
]

/**
 * All buttons. Each is a form of its own, so that it works without a script as well; the answer is then Nest's JSON. Those
 * that take DingTalk down are left out where it is the real one.
 */
export function renderActions(texts: PageTexts, canFail: boolean): Html[] {
  const shown = groups.filter(({ name }) => name !== 'dingtalk' || canFail)
  return shown.map(({ actions, name }) => {
    const heading = texts.headings[name]
    return html`<section class="group ${name}" aria-labelledby="group-${name}">
<h2 id="group-${name}">${heading.name}</h2><p class="hint">${heading.hint}</p>
<div class="buttons-of">${actions.map(([path, drawing]) => renderAction(path, drawing, texts))}</div></section>`
  })
}

/** A drawing, what it does, and a word about why that is worth a look. */
function renderAction(path: ActionPath, drawing: IconName, texts: PageTexts): Html {
  const { hint, label } = texts.actions[path]
  // Nest's own answer to an exception knows nothing of this page.
  const said = path === '/fail/controller' ? html` data-said="${texts.controllerFailed}"` : undefined
  return html`<form method="post" action="${path}"${said}><button type="submit">${icon(drawing)}
<span class="label">${label}</span>${hint !== undefined && html`<span class="hint">${hint}</span>`}</button></form>`
}

/** The same as commands. */
export function renderCurl(texts: PageTexts, url: string, canFail: boolean): Html {
  const paths = Object.keys(texts.actions).filter((path) => canFail || !path.startsWith('/dingtalk'))
  const lines = paths.map((path) => `curl -X POST '${url}${path}'`)
  return html`<details class="curl"><summary>${texts.curl.name} <span class="hint">${texts.curl.hint}</span></summary>
<pre tabindex="0">${lines.join('\n')}</pre></details>`
}
