import { ConflictException, Controller, HttpCode, Inject, Post, Query } from '@nestjs/common'
import { thousands } from '../../texts/thousands.ts'
import type { Answer } from '../answer.ts'
import { Storm, stormSize } from './storm.ts'
import { stormKinds } from './storm-errors.ts'

/** Raises storms. */
@Controller('storm')
export class StormController {
  constructor(@Inject(Storm) private readonly storm: Storm) {}

  /** `?fatal=true`: with a fatal error in the middle. Only one at a time: 409. */
  @Post()
  @HttpCode(202)
  raise(@Query('fatal') fatal?: string): Answer {
    const withFatal = fatal === 'true'
    if (!this.storm.start(withFatal)) throw new ConflictException('a storm is still going on')
    return { ok: true, errors: stormSize, kinds: stormKinds, done: withFatal ? fatalSaid : said }
  }
}

const said = {
  zh: `${thousands(stormSize)} 个错误、${stormKinds} 种，两秒内全部发生。数一数群里收到几条消息。`,
  en: `${thousands(stormSize)} errors of ${stormKinds} kinds within two seconds. Count the messages in the group.`,
}
const fatalSaid = {
  zh: `${said.zh}中间那条致命错误不用排队，单独先到。`,
  en: `${said.en} The fatal one in the middle does not queue: it comes at once and alone.`,
}
