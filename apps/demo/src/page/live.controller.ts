import type { IncomingMessage } from 'node:http'
import { Controller, Get, Inject, type MessageEvent, Query, Req, Sse } from '@nestjs/common'
import { interval, map, type Observable, startWith } from 'rxjs'
import { filter } from 'rxjs/operators'
import type { Group } from '../group/group.ts'
import { Ledger } from '../ledger/ledger.ts'
import { GROUP, LANGUAGE } from '../shop/tokens.ts'
import type { Language } from '../texts/language.ts'
import { pageTextsOf } from '../texts/page-texts.ts'
import { renderMessage } from './chat-view.ts'
import { renderLedger } from './ledger-view.ts'
import { visitorOf } from './visitor.ts'

/** Books tell nobody when they change, so they are looked at; what is the same as before is not sent. */
const everyMs = 250
/** Enough for a program to find what it has just caused. */
const shownMessages = 20

/** What the page shows, live. */
@Controller()
export class LiveController {
  constructor(
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(GROUP) private readonly group: Group,
    @Inject(LANGUAGE) private readonly language: Language,
  ) {}

  /** For programs: the ledger, and the latest messages of the emulated group. */
  @Get('state')
  state() {
    return {
      ledger: this.ledger.read(),
      messages: this.group.emulator?.messages().slice(-shownMessages) ?? [],
    }
  }

  /**
   * For the page: pieces of it as server-sent events, in HTML, so that only the server knows how they look. `?after=` or
   * `Last-Event-ID` names the last message that is known.
   */
  @Sse('events')
  events(@Req() request: IncomingMessage, @Query('after') after = '0'): Observable<MessageEvent> {
    const { language } = visitorOf(request, this.language)
    let known = Number(request.headers['last-event-id'] ?? after) || 0
    let shown = ''
    return interval(everyMs).pipe(
      startWith(0),
      map(() => {
        const ledger = renderLedger(this.ledger.read(), pageTextsOf(language).ledger).text
        const fresh = this.group.emulator?.messages().filter(({ id }) => id > known) ?? []
        known = fresh.at(-1)?.id ?? known
        const isNews = fresh.length > 0 || ledger !== shown
        shown = ledger
        const messages = fresh.map((message) => renderMessage(message, language).text)
        return { isNews, event: { id: String(known), data: { ledger, messages } } }
      }),
      filter(({ isNews }) => isNews),
      map(({ event }) => event),
    )
  }
}
