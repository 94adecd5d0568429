import { DingTalkModule } from '@dingbell/nestjs'
import { type DynamicModule, Module } from '@nestjs/common'
import { APP_INTERCEPTOR } from '@nestjs/core'
import { ScheduleModule } from '@nestjs/schedule'
import type { Group } from '../group/group.ts'
import { Ledger } from '../ledger/ledger.ts'
import { PinoBooks } from '../ledger/pino-books.ts'
import { AssetsController } from '../page/assets.controller.ts'
import { LiveController } from '../page/live.controller.ts'
import { PageController } from '../page/page.controller.ts'
import type { Language } from '../texts/language.ts'
import { alertOptions } from './alert-options.ts'
import { DingTalkController } from './dingtalk/dingtalk.controller.ts'
import { Outage } from './dingtalk/outage.ts'
import { ErrorsController } from './errors/errors.controller.ts'
import { SettlementJob } from './errors/settlement.job.ts'
import { ThresholdController } from './errors/threshold.controller.ts'
import { LoggersLifecycle } from './loggers/loggers.lifecycle.ts'
import { LogsController } from './loggers/logs.controller.ts'
import { pinoProvider } from './loggers/pino.logger.ts'
import { winstonProvider } from './loggers/winston.logger.ts'
import { MessagesController } from './messages/messages.controller.ts'
import { Outbox } from './messages/outbox.ts'
import { RemindersController } from './messages/reminders.controller.ts'
import { Reminders } from './messages/reminders.ts'
import { SetupModule } from './setup.module.ts'
import { SpeakInterceptor } from './speak.interceptor.ts'
import { StormController } from './storm/storm.controller.ts'
import { Storm } from './storm/storm.ts'

/** A shop with two loggers in which everything breaks, and the page that shows it. */
@Module({
  controllers: [
    // What breaks, and what the shop has to say.
    MessagesController,
    ErrorsController,
    LogsController,
    StormController,
    ThresholdController,
    RemindersController,
    DingTalkController,
    // What shows it.
    PageController,
    LiveController,
    AssetsController,
  ],
  providers: [
    Outbox,
    SettlementJob,
    // Two loggers side by side; usually there is one.
    winstonProvider,
    pinoProvider,
    LoggersLifecycle,
    // What the buttons start.
    Storm,
    Reminders,
    Outage,
    PinoBooks,
    Ledger,
    { provide: APP_INTERCEPTOR, useClass: SpeakInterceptor },
  ],
})
export class ShopModule {
  /** The application that rings this group. */
  static forGroup(group: Group, language: Language): DynamicModule {
    return {
      module: ShopModule,
      imports: [
        SetupModule.with(group, language),
        // Unexpected exceptions ring from here on, and Alerter and Robot can be injected.
        DingTalkModule.forRoot({ ...alertOptions(language), robots: group.robots.alerts }),
        // A second robot, for what the shop itself has to say: errors never use up its messages.
        DingTalkModule.forRoot({ name: 'messages', robots: group.robots.messages }),
        ScheduleModule.forRoot(),
      ],
    }
  }
}
