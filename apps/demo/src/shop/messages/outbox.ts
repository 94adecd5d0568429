import { type Message, Robot } from '@dingbell/core'
import { InjectRobot } from '@dingbell/nestjs'
import { Injectable } from '@nestjs/common'
import type { Words } from '../../texts/language.ts'
import { reasonOf } from '../../texts/reason.ts'

/** What became of a message so far; it `waits` where no slot is free, or where DingTalk is being tried again. */
export type Sending = { state: 'sent' | 'waits' } | { state: 'failed'; why: Words }

/** Nobody likes to watch a button for longer, in ms. A robot whose minute is full may take 61 s. */
const patienceMs = 1_500

/**
 * What the shop itself has to say to the group. In the emulated one it has a robot of its own: on one robot, messages and
 * alerts share the slots, and a storm of errors keeps messages waiting.
 */
@Injectable()
export class Outbox {
  /** Messages that were handed to the robot and are not through yet. */
  waiting = 0
  /** Messages that were given up. */
  failed = 0

  constructor(@InjectRobot('messages') private readonly robot: Robot) {}

  /** Hands a message to the robot and waits for it, but not for a minute: then it goes on by itself. Never rejects. */
  async send(message: Message): Promise<Sending> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<Sending>((resolve) => {
      timer = setTimeout(() => resolve({ state: 'waits' }), patienceMs)
    })
    const sending = await Promise.race([this.#deliver(message), late])
    clearTimeout(timer)
    return sending
  }

  /** Robot waits for a slot, retries and signs by itself; what is left is to say how it ended. */
  async #deliver(message: Message): Promise<Sending> {
    this.waiting += 1
    try {
      await this.robot.send(message)
      return { state: 'sent' }
    } catch (error) {
      this.failed += 1
      return { state: 'failed', why: reasonOf(error) }
    } finally {
      this.waiting -= 1
    }
  }
}
