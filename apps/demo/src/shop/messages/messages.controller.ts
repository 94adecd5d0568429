import { Controller, HttpCode, Inject, NotFoundException, Param, Post, Res } from '@nestjs/common'
import type { Language } from '../../texts/language.ts'
import type { Answer } from '../answer.ts'
import { LANGUAGE } from '../tokens.ts'
import { Outbox } from './outbox.ts'
import { isMessageKind, messageKinds, sampleMessage } from './samples.ts'

/** Sends what the application itself wrote. */
@Controller('send')
export class MessagesController {
  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(LANGUAGE) private readonly language: Language,
  ) {}

  /** 200: the group has it; 202: under way; 502: DingTalk refused it, and `done` says why and what to do. */
  @Post(':kind')
  @HttpCode(200)
  async send(
    @Param('kind') kind: string,
    @Res({ passthrough: true }) response: { status(code: number): unknown },
  ): Promise<Answer> {
    if (!isMessageKind(kind)) throw new NotFoundException(`kind: expected ${messageKinds.join(', ')}`)
    const sending = await this.outbox.send(sampleMessage(kind, this.language))
    if (sending.state === 'failed') {
      response.status(502)
      return { ok: false, state: 'failed', done: sending.why }
    }
    // Nobody waits a minute for an answer: the robot goes on by itself, and the ledger shows it as queued.
    if (sending.state === 'waits') response.status(202)
    return { ok: true, state: sending.state, done: sending.state === 'sent' ? sent : waits }
  }
}

const sent = { zh: '已送达，看看群里。', en: 'Delivered: look at the group.' }
const waits = {
  zh: '还在路上：在等空位（一个机器人一分钟最多 20 条），或者钉钉没有应答，正在重试。',
  en: 'Under way: it waits for room (a robot may send 20 a minute), or DingTalk does not answer and is tried again.',
}
