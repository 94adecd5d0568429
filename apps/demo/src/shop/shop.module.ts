import { DingTalkModule } from '@dingbell/nestjs'
import { type DynamicModule, Module } from '@nestjs/common'
import { ScheduleModule } from '@nestjs/schedule'
import type { Group } from '../group/group.ts'
import type { Language } from '../texts/language.ts'
import { alertOptions } from './alert-options.ts'
import { ErrorsController } from './errors/errors.controller.ts'
import { SettlementJob } from './errors/settlement.job.ts'
import { LoggersLifecycle } from './loggers/loggers.lifecycle.ts'
import { LogsController } from './loggers/logs.controller.ts'
import { pinoProvider } from './loggers/pino.logger.ts'
import { winstonProvider } from './loggers/winston.logger.ts'
import { MessagesController } from './messages/messages.controller.ts'
import { SetupModule } from './setup.module.ts'

/** A shop with two loggers in which everything breaks. */
@Module({})
export class ShopModule {
  static forGroup(group: Group, language: Language): DynamicModule {
    return {
      module: ShopModule,
      imports: [
        SetupModule.with(group, language),
        DingTalkModule.forRoot({ ...alertOptions(language), robots: group.robots.alerts }),
        // A second robot, for what the shop itself has to say: errors never use up its messages.
        DingTalkModule.forRoot({ name: 'messages', robots: group.robots.messages }),
        ScheduleModule.forRoot(),
      ],
      controllers: [MessagesController, ErrorsController, LogsController],
      providers: [SettlementJob, winstonProvider, pinoProvider, LoggersLifecycle],
    }
  }
}
