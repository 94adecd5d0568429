import 'reflect-metadata'
import { Alerter } from '@dingbell/core'
import type { INestApplication } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { type Group, openGroup } from './group/group.ts'
import { booksIn } from './ledger/ledger.ts'
import { PinoBooks } from './ledger/pino-books.ts'
import { guard } from './page/security.ts'
import { ShopModule } from './shop/shop.module.ts'
import { BriefLogger } from './start/brief-logger.ts'
import { freePort } from './start/free-port.ts'
import type { DemoOptions } from './start/options.ts'
import { textsOf } from './texts/texts.ts'
import { bold } from './tour/terminal.ts'
import { takeTour } from './tour/tour.ts'

//   options ─► group/  real or emulated ─► shop/  the application that breaks ─► tour/  one of everything
//                                                                                │
//                                          --once: close, exit code  ◄───────────┴──────► stay up until Ctrl-C

/** The demo from start to end; with `--once` the process's exit code tells whether everything arrived. */
export async function run(options: DemoOptions): Promise<void> {
  const { emulatorPort, language } = options
  const texts = textsOf(language)
  const say = (line: string) => console.log(line)
  // The group first: the application needs to know where its robots are.
  const group = await openGroup(process.env, emulatorPort)
  say(bold(texts.welcome))
  say(group.emulator ? texts.emulated(`${group.emulator.url}/`) : texts.real)
  const app = await openShop(group, options)
  const url = await listen(app, options)
  say('')
  const missing = await takeTour({ app, group, language, say, url })
  say(texts.ledger(booksIn(app.get(Alerter).stats()), app.get(PinoBooks).read()))
  if (options.once) {
    // In this order: what the application still has to say must find the group.
    await app.close()
    await group.emulator?.close()
    process.exitCode = missing === 0 ? 0 : 1
    return
  }
  say(whatNext(url, group, options))
  process.once('exit', () => say(texts.bye))
}

/** The application, not yet listening. */
async function openShop(group: Group, { language, once }: DemoOptions): Promise<INestApplication> {
  const module = ShopModule.forGroup(group, language)
  const app = await NestFactory.create(module, { logger: new BriefLogger(), forceCloseConnections: true })
  app.use(guard)
  // Ctrl-C is how the demo is meant to end, so it ends with 0; a tour that was cut short has not arrived.
  app.enableShutdownHooks(['SIGINT', 'SIGTERM'], { useProcessExit: !once })
  return app
}

/** Loopback only: whoever reaches it can write into the group. */
async function listen(app: INestApplication, { language, port }: DemoOptions): Promise<string> {
  const free = await freePort(port)
  if (free !== port) console.log(textsOf(language).portTaken(port))
  await app.listen(free, '127.0.0.1')
  return app.getUrl()
}

/** Where to look and what to try, once the tour is over. */
function whatNext(url: string, { emulator }: Group, { language }: DemoOptions): string {
  const { chat, page, stop, tryNext } = textsOf(language)
  return [
    '',
    `${page}: ${bold(`${url}/`)}`,
    ...(emulator ? [`${chat}: ${bold(`${emulator.url}/`)}`] : []),
    '',
    `${tryNext}:`,
    ...['/send/buttons', '/fail/controller', '/log/pino'].map((path) => `  curl -X POST ${url}${path}`),
    '',
    stop,
  ].join('\n')
}
