import { readFileSync } from 'node:fs'
import { Controller, Get, Header } from '@nestjs/common'

/** The parts of the stylesheet, from the colours to the chat. Served as one; the order is that of the cascade. */
const css = ['tokens', 'layout', 'header', 'actions', 'ledger', 'result', 'chat']

/**
 * The script, the stylesheet and the bell, from the built package. Read once: they do not change while it runs. A browser
 * asks each time (`no-cache`): after an update it must not mix an old script with a new page.
 */
@Controller('assets')
export class AssetsController {
  readonly #script = read('app.js')
  readonly #style = css.map((name) => read(`${name}.css`)).join('\n')
  readonly #bell = read('bell.svg')

  /** One script; the page works without it. */
  @Get('app.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('cache-control', 'no-cache')
  script(): string {
    return this.#script
  }

  @Get('style.css')
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'no-cache')
  style(): string {
    return this.#style
  }

  @Get('bell.svg')
  @Header('content-type', 'image/svg+xml')
  @Header('cache-control', 'no-cache')
  bell(): string {
    return this.#bell
  }
}

/** Beside the server's own file: the build puts it there. */
function read(name: string): string {
  return readFileSync(new URL(`./browser/${name}`, import.meta.url), 'utf8')
}
