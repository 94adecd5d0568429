import type { Books } from '../ledger/books.ts'
import type { Texts } from './texts.ts'

/** English. */
export const en: Texts = {
  usage: `npm run demo            takes the tour, then stays up for you to play with
npm run demo -- --once  takes the tour and ends; exit code 0 only if everything arrived

Environment
  DINGTALK_WEBHOOK  sends to a real group; without it to an emulated one on this machine
  DINGTALK_SECRET   the robot's signing secret
  PORT              the application's port, default 3000; another one when it is taken
  DINGBELL_EMULATOR_PORT  the emulated group's port, default 5588; another one when it is taken
  LANG              zh_CN or en_US`,
  welcome: 'The Dingbell demo: a Nest application that breaks, with Winston and Pino side by side.',
  emulated: (url) =>
    `DINGTALK_WEBHOOK is not set, so messages go to an emulated group on this machine: ${url}`,
  real: 'DINGTALK_WEBHOOK is set: messages go to your group.',
  done: 'What was done',
  seen: 'What the group saw',
  steps: {
    text: 'send a text',
    link: 'send a link',
    markdown: 'send markdown',
    card: 'send a card (one jump)',
    buttons: 'send a card (two buttons)',
    feed: 'send a feed',
    alerter: 'alerter.capture(error)',
    controller: 'throw in a controller (HTTP)',
    winston: 'log an error with Winston',
    pino: 'log an error with Pino (worker)',
  },
  lookAtGroup: 'delivered, look at your group',
  notArrived: (reason) => `did not arrive: ${reason}`,
  nothingCame: 'nothing came, after a long wait',
  ledger: (app, pino) => `Ledger: ${equation(app)}\n        ${equation(pino)} (the worker thread of Pino)`,
  allArrived: (steps) => `All ${steps} steps arrived.`,
  missing: (count, steps) => `${count} of ${steps} steps did not arrive.`,
  portTaken: (wish) => `Port ${wish} is taken, so here is another.`,
  page: 'The page',
  chat: 'The group chat',
  tryNext: 'Try next',
  stop: 'Ctrl-C ends it.',
  bye: 'Bye.',
}

function equation({ accepted, delivered, dropped, pending }: Books): string {
  return `${accepted} accepted = ${delivered} delivered + ${pending} pending + ${dropped} dropped`
}
