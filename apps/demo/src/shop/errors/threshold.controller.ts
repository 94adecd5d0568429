import { Alerter } from '@dingbell/core'
import { Controller, HttpCode, Inject, Post } from '@nestjs/common'
import type { Language } from '../../texts/language.ts'
import { slowPayments } from '../alert-options.ts'
import type { Answer } from '../answer.ts'
import { LANGUAGE } from '../tokens.ts'
import { ProviderError, troubleText } from './shop-errors.ts'

/** Something that is no trouble once, and is trouble when it keeps happening. */
@Controller('threshold')
export class ThresholdController {
  /** When the latest ones happened, in ms. */
  #times: number[] = []

  constructor(
    @Inject(Alerter) private readonly alerter: Alerter,
    @Inject(LANGUAGE) private readonly language: Language,
  ) {}

  /** One slow payment. The group hears of it when there are enough within the window. */
  @Post()
  @HttpCode(202)
  paySlowly(): Answer {
    const { count, windowMs } = slowPayments
    const now = Date.now()
    this.#times = [...this.#times.filter((time) => time > now - windowMs), now]
    this.alerter.capture(new ProviderError(troubleText('threshold', this.language)))
    const number = this.#times.length
    return { ok: true, number, needed: count, done: number < count ? held(number, count) : rings(number) }
  }
}

/** Not yet. */
function held(number: number, count: number) {
  return {
    zh: `一分钟内第 ${number} 次，满 ${count} 次才会响。再按 ${count - number} 下。`,
    en: `Number ${number} within a minute; it rings from number ${count} on. Press ${count - number} more.`,
  }
}

/** From here on. */
function rings(number: number) {
  return {
    zh: `一分钟内第 ${number} 次，群里会知道。`,
    en: `Number ${number} within a minute: the group hears of it.`,
  }
}
