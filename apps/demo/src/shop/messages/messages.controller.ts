import { InjectRobot, Robot } from '@dingbell/nestjs'
import { Controller, Inject, NotFoundException, Param, Post } from '@nestjs/common'
import type { Language } from '../../texts/language.ts'
import { LANGUAGE } from '../tokens.ts'
import { isMessageKind, messageKinds, sampleMessage } from './samples.ts'

/** Sends what the application itself wrote. */
@Controller('send')
export class MessagesController {
  constructor(
    @InjectRobot('messages') private readonly robot: Robot,
    @Inject(LANGUAGE) private readonly language: Language,
  ) {}

  @Post(':kind')
  async send(@Param('kind') kind: string) {
    if (!isMessageKind(kind)) throw new NotFoundException(`kind: expected ${messageKinds.join(' | ')}`)
    return this.robot.send(sampleMessage(kind, this.language))
  }
}
