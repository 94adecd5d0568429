import { tellArrival } from './result.ts'

/** Older messages leave the page; the emulator's own page has them. */
const mostShown = 100

/** Follows the application: its ledger, and the group's messages as they come. */
export function listen(): void {
  const source = new EventSource(`/events?after=${document.body.dataset.position ?? '0'}`)
  source.onmessage = ({ data }: MessageEvent<string>) => show(JSON.parse(data))
  // It comes back by itself; until then nobody should take old numbers for new ones.
  source.onerror = () => document.body.classList.add('offline')
  source.onopen = () => document.body.classList.remove('offline')
  const chat = document.getElementById('messages')
  if (chat) chat.scrollTop = chat.scrollHeight
}

/** Pieces of HTML by this page's own server, where everything that anybody else wrote is escaped. */
interface News {
  ledger: string
  messages: string[]
}

/** Puts the news in their places. */
function show({ ledger, messages }: News): void {
  const place = document.getElementById('ledger')
  if (place) place.innerHTML = ledger
  const chat = document.getElementById('messages')
  if (!chat || messages.length === 0) return
  const wasAtEnd = chat.scrollHeight - chat.scrollTop - chat.clientHeight < 80
  for (const message of messages) chat.insertAdjacentHTML('beforeend', message)
  while (chat.childElementCount > mostShown) chat.firstElementChild?.remove()
  const last = chat.lastElementChild
  if (last instanceof HTMLElement) tellArrival(last.dataset.preview ?? '')
  // Who reads further up is left there.
  if (wasAtEnd) chat.scrollTop = chat.scrollHeight
}
