import { Inject, Injectable } from '@nestjs/common'
import type { Group } from '../../group/group.ts'
import { GROUP } from '../tokens.ts'

/** Makes the emulated DingTalk fail, through the emulator's HTTP API as anybody could. */
@Injectable()
export class Outage {
  isDown = false

  constructor(@Inject(GROUP) private readonly group: Group) {}

  /** The real DingTalk cannot be taken down from here. */
  get isPossible(): boolean {
    return this.group.emulator !== undefined
  }

  /** Down: every request is answered with HTTP 500 until further notice. */
  async set(down: boolean): Promise<void> {
    // `times: null` is the emulator's way to say "until cleared".
    const body = JSON.stringify({ kind: 'http500', times: null })
    await fetch(`${this.group.emulator?.url}/api/faults`, {
      method: down ? 'PUT' : 'DELETE',
      ...(down && { headers: { 'content-type': 'application/json' }, body }),
    })
    this.isDown = down
  }
}
