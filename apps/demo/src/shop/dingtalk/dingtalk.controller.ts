import { ConflictException, Controller, HttpCode, Inject, Post } from '@nestjs/common'
import type { Answer } from '../answer.ts'
import { Outage } from './outage.ts'

/** Takes DingTalk down and up again. */
@Controller('dingtalk')
export class DingTalkController {
  constructor(@Inject(Outage) private readonly outage: Outage) {}

  /** Alerts wait from now on and are tried again; messages of the shop's own are given up after three attempts. */
  @Post('down')
  @HttpCode(200)
  async takeDown(): Promise<Answer> {
    await this.#set(true)
    return {
      ok: true,
      done: {
        zh: '钉钉“宕机”了：每个请求都得到 HTTP 500。再抛几个错误，看账本里的“等待”。',
        en: 'DingTalk is down: every request gets HTTP 500. Let a few errors happen and watch what is pending.',
      },
    }
  }

  /** Nothing has to be sent again by hand. */
  @Post('up')
  @HttpCode(200)
  async takeUp(): Promise<Answer> {
    await this.#set(false)
    return {
      ok: true,
      done: {
        zh: '钉钉恢复了。等待中的告警会在一分钟内补上，一条不少。',
        en: 'DingTalk is up again. What waited arrives within a minute, and none of it is missing.',
      },
    }
  }

  /** 409 with the real DingTalk. */
  async #set(down: boolean): Promise<void> {
    if (!this.outage.isPossible) throw new ConflictException('only the emulated group can be taken down')
    await this.outage.set(down)
  }
}
