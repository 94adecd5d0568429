import type { PageTexts } from './page-texts.ts'

/** The page in English. */
export const pageEn: PageTexts = {
  title: 'Dingbell demo',
  intro:
    'A Nest application that breaks. Press any button and watch what the DingTalk group sees and how it is booked.',
  skip: 'Skip to the group chat',
  otherLanguage: '中文',
  theme: 'Theme',
  themes: { auto: 'As the system', light: 'Light', dark: 'Dark' },
  headings: {
    messages: {
      name: 'Send a message',
      hint: 'The five kinds that a robot can send; the card has two forms',
    },
    errors: { name: 'Break something', hint: 'Four places to fail; the group hears of each' },
    storm: { name: 'Raise a storm', hint: '10,000 errors of 40 kinds within two seconds' },
    timing: { name: 'Take time', hint: 'Not everything has to ring at once' },
    dingtalk: { name: 'DingTalk', hint: 'It has outages of its own' },
  },
  actions: {
    '/send/text': { label: 'Text' },
    '/send/link': { label: 'Link' },
    '/send/markdown': { label: 'Markdown' },
    '/send/card': { label: 'Card, one jump' },
    '/send/buttons': { label: 'Card, two buttons' },
    '/send/feed': { label: 'Feed' },
    '/fail/controller': {
      label: 'Throw in a controller',
      hint: 'The visitor gets 500, the exception filter rings',
    },
    '/fail/cron': {
      label: 'Fail in a cron job',
      hint: 'At 3 a.m. @RingOnError() is still awake',
    },
    '/log/winston': { label: 'Log with Winston', hint: 'logger.error(…), returns at once' },
    '/log/pino': { label: 'Log with Pino', hint: 'Sent by its worker thread' },
    '/storm': { label: 'Raise a storm', hint: 'The group gets a few digests, no more' },
    '/storm?fatal=true': {
      label: 'Storm with a fatal error',
      hint: 'It does not queue, it comes first and alone',
    },
    '/threshold': { label: 'One slow payment', hint: 'Rings from the fifth within a minute on' },
    '/reminders': { label: 'Remind in 10 seconds', hint: 'A scheduled stand-up reminder' },
    '/dingtalk/down': { label: 'Take DingTalk down', hint: 'Every request gets HTTP 500' },
    '/dingtalk/up': { label: 'Bring it up again', hint: 'All that was owed arrives, none is missing' },
  },
  controllerFailed:
    'The visitor got what Nest answers without Dingbell: HTTP 500. The exception is on its way to the group.',
  offline: 'The demo does not answer. Is it still running?',
  close: 'Close',
  result: {
    name: 'What just happened',
    empty: 'Press a button, and here you read what happened.',
    arrived: 'The group just got: ',
  },
  noScript: 'The buttons work without JavaScript too; reload the page for the latest ledger and chat.',
  ledger: {
    name: 'Ledger',
    accepted: 'accepted',
    delivered: 'delivered',
    pending: 'pending',
    dropped: 'dropped',
    reasons: {
      ignored: 'ignored',
      before_send: 'dropped by beforeSend',
      threshold: 'below the threshold',
      content: 'content refused',
      shutdown: 'left at shutdown',
      closed: 'after the end',
      spool: 'not spooled',
    },
    inMessages: (alerts, messages, saved) =>
      `${several(alerts, 'alert')} took ${saved ? 'only ' : ''}${several(messages, 'message')}`,
    nothingYet: 'No alerts yet.',
    kinds: (kinds) => `${several(kinds, 'kind')} of alerts`,
    app: 'core, Nest and Winston',
    pino: 'The worker thread of Pino',
    slots: 'This minute',
    slotsHint:
      'DingTalk takes 20 messages a minute from a robot, one more silences it for ten minutes. Dingbell uses 18',
    used: (used, of) => `${used} of ${of} used`,
    states: { healthy: 'fine', throttled: 'throttled', 'set-aside': 'set aside' },
    month: 'This month',
    storm: 'Storm going on',
    queued: (messages) => `${several(messages, 'message')} under way`,
    failed: (messages) => `${several(messages, 'message')} not sent`,
    reminders: (count) => `${several(count, 'reminder')} to come`,
    up: 'DingTalk is up',
    down: 'DingTalk is down',
  },
  chat: {
    name: 'Group chat',
    emulated: 'emulated',
    real: 'a real group',
    lookThere: 'Messages go to your DingTalk group. Look for them there.',
    open: 'Open the full chat',
    empty: 'No messages yet. Press a button.',
    toChat: 'See the chat',
  },
  curl: { name: 'From a terminal', hint: 'Every button is a curl command' },
}

/** Things in the right number; the count may be written already. */
function several(count: number | string, things: string): string {
  return `${count} ${things}${String(count) === '1' ? '' : 's'}`
}
