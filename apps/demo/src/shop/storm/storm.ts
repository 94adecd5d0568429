import { Alerter } from '@dingbell/core'
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common'
import type { Language } from '../../texts/language.ts'
import { LANGUAGE } from '../tokens.ts'
import { fatalError, stormError } from './storm-errors.ts'

/** How many errors a storm has. */
export const stormSize = 10_000

/** 250 every 50 ms: the page and the group stay responsive, so that one can watch. */
const batch = 250
const everyMs = 50

/** Ten thousand errors within two seconds, as when something that all depend on goes down. */
@Injectable()
export class Storm implements OnApplicationShutdown {
  /** Errors so far; 0 while all is calm. */
  number = 0
  #timer: NodeJS.Timeout | undefined

  constructor(
    @Inject(Alerter) private readonly alerter: Alerter,
    @Inject(LANGUAGE) private readonly language: Language,
  ) {}

  /** Starts a storm, with a fatal error in its middle if wished. Returns false while one still goes on. */
  start(withFatal: boolean): boolean {
    if (this.#timer) return false
    this.#timer = setInterval(() => this.#blow(withFatal), everyMs)
    return true
  }

  onApplicationShutdown(): void {
    this.#calm()
  }

  /** One gust. The fatal error comes when the robot is busiest. */
  #blow(withFatal: boolean): void {
    for (let count = 0; count < batch; count += 1) {
      this.alerter.capture(stormError(this.number, this.language))
      this.number += 1
      if (withFatal && this.number === stormSize / 2)
        this.alerter.capture({ level: 'fatal', error: fatalError(this.language) })
    }
    if (this.number >= stormSize) this.#calm()
  }

  #calm(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.number = 0
  }
}
