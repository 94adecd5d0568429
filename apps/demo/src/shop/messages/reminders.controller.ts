import { BadRequestException, Controller, HttpCode, Inject, Post, Query } from '@nestjs/common'
import type { Answer } from '../answer.ts'
import { Reminders } from './reminders.ts'

/** Sets reminders. */
@Controller('reminders')
export class RemindersController {
  constructor(@Inject(Reminders) private readonly reminders: Reminders) {}

  /** `?seconds=`: in how many; 1 to 3,600, default 10. */
  @Post()
  @HttpCode(202)
  remind(@Query('seconds') seconds = '10'): Answer {
    // A query is text, whatever its parameter is declared as.
    const wait = Number(seconds)
    if (!Number.isInteger(wait) || wait < 1 || wait > 3600)
      throw new BadRequestException(`seconds: expected a whole number from 1 to 3600, got ${seconds}`)
    this.reminders.set(wait)
    return {
      ok: true,
      seconds: wait,
      done: { zh: `${wait} 秒后群里会收到提醒。`, en: `The group is reminded in ${wait} s.` },
    }
  }
}
