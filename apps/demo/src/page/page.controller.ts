import type { IncomingMessage, ServerResponse } from 'node:http'
import { Controller, Get, Header, Inject, Query, Req, Res } from '@nestjs/common'
import type { Group } from '../group/group.ts'
import { Ledger } from '../ledger/ledger.ts'
import { GROUP, LANGUAGE } from '../shop/tokens.ts'
import type { Language } from '../texts/language.ts'
import { renderDocument } from './document.ts'
import { visitorOf } from './visitor.ts'

/** As many as one scrolls back through; the emulator's own page has all of them. */
const shownMessages = 50
const yearSeconds = 365 * 24 * 60 * 60

/** The page of the application. */
@Controller()
export class PageController {
  constructor(
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(GROUP) private readonly group: Group,
    @Inject(LANGUAGE) private readonly language: Language,
  ) {}

  /** `?lang=zh|en` and `?theme=light|dark|auto` are remembered in a cookie. */
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  show(
    @Req() request: IncomingMessage,
    @Res({ passthrough: true }) response: ServerResponse,
    @Query('lang') lang?: string,
    @Query('theme') theme?: string,
  ): string {
    const cookies = [...wish('lang', lang, ['zh', 'en']), ...wish('theme', theme, ['light', 'dark', 'auto'])]
    if (cookies.length > 0) {
      // Away from the address with the wish in it: one that is shared or reloaded must not choose again.
      response.statusCode = 303
      response.setHeader('set-cookie', cookies)
      response.setHeader('location', '/')
      return ''
    }
    return renderDocument({
      visitor: visitorOf(request, this.language),
      url: `http://${request.headers.host}`,
      chatUrl: this.group.emulator && `${this.group.emulator.url}/`,
      ledger: this.ledger.read(),
      messages: this.group.emulator?.messages().slice(-shownMessages) ?? [],
    })
  }
}

/** A cookie for a wish that is known; anything else is as if it had not been said. */
function wish(name: string, value: unknown, known: readonly string[]): string[] {
  if (typeof value !== 'string' || !known.includes(value)) return []
  return [`dingbell-${name}=${value}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax; HttpOnly`]
}
