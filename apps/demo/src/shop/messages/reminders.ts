import { randomUUID } from 'node:crypto'
import { text } from '@dingbell/core'
import { Inject, Injectable } from '@nestjs/common'
import { SchedulerRegistry } from '@nestjs/schedule'
import type { Language, Words } from '../../texts/language.ts'
import { LANGUAGE } from '../tokens.ts'
import { Outbox } from './outbox.ts'

/** Reminders for the group, on the schedule of `@nestjs/schedule`; it drops them when the application ends. */
@Injectable()
export class Reminders {
  constructor(
    @Inject(SchedulerRegistry) private readonly schedule: SchedulerRegistry,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(LANGUAGE) private readonly language: Language,
  ) {}

  /** How many are still to come. Nothing else in the shop sets a timeout there. */
  get waiting(): number {
    return this.schedule.getTimeouts().length
  }

  /** Reminds the group in so many seconds. */
  set(seconds: number): void {
    // The registry refuses a name that is there already.
    const name = randomUUID()
    const remind = () => {
      this.schedule.deleteTimeout(name)
      void this.outbox.send(text(reminder[this.language]))
    }
    this.schedule.addTimeout(name, setTimeout(remind, seconds * 1_000))
  }
}

const reminder: Words = {
  zh: '⏰ 提醒：十分钟后站会，请先看一眼昨晚的告警。',
  en: '⏰ Reminder: stand-up in ten minutes. Please look at last night’s alerts first.',
}
