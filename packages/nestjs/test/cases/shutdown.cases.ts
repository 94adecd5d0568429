import assert from 'node:assert/strict'
import { expectMessage } from '@dingbell/emulator'
import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleDestroy } from '@nestjs/common'
import { Alerter, DingTalkModule, Robot, text } from '../../src/index.ts'
import type { Case } from '../test-case.ts'

/** Breaks in every hook that comes before the last. */
@Injectable()
class Breaking implements OnModuleDestroy, BeforeApplicationShutdown {
  constructor(@Inject(Alerter) readonly alerter: Alerter) {}

  onModuleDestroy(): void {
    this.alerter.capture(new Error('while modules end'))
  }

  beforeApplicationShutdown(): void {
    this.alerter.capture(new Error('before the server closes'))
  }
}

export const shutdown: readonly Case[] = [
  {
    name: 'delivers what is pending before app.close() resolves, and closes its alerter and robot',
    async run(world) {
      const { app } = await world.start({
        imports: [DingTalkModule.forRoot(world.options({ groupWaitMs: 60_000 }))],
      })
      const [alerter, robot] = [app.get(Alerter), app.get(Robot)]
      alerter.capture(new Error('on the way out'))
      await app.close()
      await expectMessage(world.emulator, { text: 'on the way out' }, { timeoutMs: 0 })
      alerter.capture(new Error('afterwards'))
      assert.equal(alerter.stats().dropped.closed, 1)
      await assert.rejects(robot.send(text('afterwards')), { code: 'ERR_DINGTALK_CLOSED' })
    },
  },
  {
    name: 'only flushes an alerter that was handed in',
    async run(world) {
      const alerter = new Alerter(world.options({ groupWaitMs: 60_000 }))
      world.onEnd(() => alerter.close())
      const { app } = await world.start({ imports: [DingTalkModule.forRoot({ alerter })] })
      assert.equal(app.get(Alerter), alerter)
      alerter.capture(new Error('shared'))
      await app.close()
      await expectMessage(world.emulator, { text: 'shared' }, { timeoutMs: 0 })
      alerter.capture(new Error('still open'))
      assert.equal(await alerter.flush(), true)
      await expectMessage(world.emulator, { text: 'still open' }, { timeoutMs: 0 })
    },
  },
  {
    name: 'delivers what goes wrong while the application shuts down',
    async run(world) {
      const { app } = await world.start({
        imports: [DingTalkModule.forRoot(world.options())],
        providers: [Breaking],
      })
      await app.close()
      for (const text of ['while modules end', 'before the server closes']) {
        await expectMessage(world.emulator, { text }, { timeoutMs: 0 })
      }
    },
  },
]
