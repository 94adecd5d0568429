import type { Books } from '../ledger/books.ts'
import type { LedgerState, RobotMinute } from '../ledger/ledger.ts'
import type { LedgerTexts } from '../texts/page-texts.ts'
import { thousands } from '../texts/thousands.ts'
import { type Html, html } from './html.ts'

/** The books as they stand now; drawn anew whenever they change. */
export function renderLedger(state: LedgerState, texts: LedgerTexts): Html {
  const { app, kinds, pino } = state
  const alerts = app.delivered + pino.delivered
  const messages = app.messages + pino.messages
  const saying =
    alerts === 0
      ? texts.nothingYet
      : texts.inMessages(thousands(alerts), thousands(messages), messages < alerts)
  return html`<p class="saying">${saying}</p><h3>${texts.app}</h3>
${renderBooks('app', app, texts)}${renderBar(app)}
<p class="small">${texts.kinds(thousands(kinds))}${renderReasons(state, texts)}</p>
${pino.accepted > 0 && html`<h3>${texts.pino}</h3>${renderBooks('pino', pino, texts)}`}
<h3 title="${texts.slotsHint}">${texts.slots}</h3>
<ul class="robots">${state.robots.map((robot) => renderRobot(robot, texts))}</ul>
${renderMonth(state, texts)}${renderNow(state, texts)}`
}

/** accepted = delivered + pending + dropped */
function renderBooks(name: string, books: Books, texts: LedgerTexts): Html {
  const cell = (key: 'accepted' | 'delivered' | 'pending' | 'dropped') =>
    html`<div class="${key}"><dt>${texts[key]}</dt><dd data-books="${name}-${key}">${thousands(books[key])}</dd></div>`
  const sign = (text: string) => html`<div class="sign" aria-hidden="true">${text}</div>`
  return html`<dl class="books ${name}">${cell('accepted')}${sign('=')}${cell('delivered')}${sign('+')}${cell('pending')}${sign('+')}${cell('dropped')}</dl>`
}

/** The parts of what was accepted, as lengths: in attributes of a drawing, since the page's policy allows no inline style. */
function renderBar({ accepted, delivered, dropped, pending }: Books): Html {
  const of = Math.max(1, accepted)
  const part = (name: string, from: number, count: number) =>
    html`<rect class="${name}" x="${(100 * from) / of}" width="${(100 * count) / of}" height="6"/>`
  return html`<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
${part('delivered', 0, delivered)}${part('pending', delivered, pending)}${part('dropped', delivered + pending, dropped)}</svg>`
}

/** Why some were dropped; nothing where none was. A reason that core has and the texts do not is shown by its name. */
function renderReasons({ dropped }: LedgerState, { reasons }: LedgerTexts): Html[] {
  return Object.entries(dropped).map(([reason, alerts]) => {
    const name = Object.entries(reasons).find(([each]) => each === reason)?.[1] ?? reason
    return html` · ${name} ${thousands(alerts)}`
  })
}

/** A dot for each message that the robot may still send, or has sent, within the minute. */
function renderRobot({ name, of, state, used }: RobotMinute, texts: LedgerTexts): Html {
  const dots = Array.from(
    { length: of },
    (_, index) => html`<i class="${index < used ? 'used' : 'free'}"></i>`,
  )
  return html`<li data-robot="${name}" data-used="${used}"><span class="name">${name}</span>
<span class="dots" role="img" aria-label="${texts.used(used, of)}">${dots}</span>
<span class="count">${used}/${of}</span>${state !== 'healthy' && html`<span class="badge bad">${texts.states[state]}</span>`}</li>`
}

/** The organisation's calls of this month, as far as this process knows them. */
function renderMonth({ month }: LedgerState, texts: LedgerTexts): Html | undefined {
  if (!month) return undefined
  return html`<h3>${texts.month}</h3><p class="month"><progress value="${month.used}" max="${month.of}" aria-label="${texts.month}"></progress>
<span class="count" data-month="${month.used}">${thousands(month.used)} / ${thousands(month.of)}</span></p>`
}

/** What goes on at the moment. */
function renderNow({ down, failed, queued, reminders, storm }: LedgerState, texts: LedgerTexts): Html {
  const badges = [
    html`<span class="badge ${down ? 'bad' : 'good'}" data-dingtalk="${down ? 'down' : 'up'}">${down ? texts.down : texts.up}</span>`,
    storm > 0 && html`<span class="badge busy">${texts.storm} · ${thousands(storm)}</span>`,
    queued > 0 && html`<span class="badge busy">${texts.queued(queued)}</span>`,
    failed > 0 && html`<span class="badge bad">${texts.failed(failed)}</span>`,
    reminders > 0 && html`<span class="badge busy">${texts.reminders(reminders)}</span>`,
  ]
  return html`<p class="badges">${badges}</p>`
}
