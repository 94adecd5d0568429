import assert from 'node:assert/strict'
import { Controller, Get, Inject } from '@nestjs/common'
import { HealthCheck, HealthCheckService, TerminusModule } from '@nestjs/terminus'
import { Alerter, DingTalkHealthIndicator, DingTalkModule } from '../../src/index.ts'
import type { Case, World } from '../test-case.ts'

@Controller('health')
class Health {
  constructor(
    @Inject(HealthCheckService) readonly health: HealthCheckService,
    @Inject(DingTalkHealthIndicator) readonly dingtalk: DingTalkHealthIndicator,
  ) {}

  @Get()
  @HealthCheck()
  check() {
    return this.health.check([() => this.dingtalk.isHealthy('chat')])
  }
}

function start(world: World) {
  return world.start({
    imports: [DingTalkModule.forRoot(world.options()), TerminusModule],
    controllers: [Health],
  })
}

export const health: readonly Case[] = [
  {
    name: 'is up in a health check of terminus while a robot can deliver',
    async run(world) {
      const { request } = await start(world)
      const { body, status } = await request('/health')
      assert.equal(status, 200)
      const { details, status: overall } = JSON.parse(body)
      assert.deepEqual([overall, details.chat.status, details.chat.pending], ['ok', 'up', 0])
      assert.equal(details.chat.robots[0].state, 'healthy')
    },
  },
  {
    name: 'is down while every robot is banned, and tells until when but no token',
    async run(world) {
      const { app, request } = await start(world)
      world.emulator.fail({ kind: 'throttled', times: 1 })
      const alerter = app.get(Alerter)
      alerter.capture(new Error('too many'))
      assert.equal(await alerter.flush(1_000), false)
      const { body, status } = await request('/health')
      assert.equal(status, 503)
      const [robot] = JSON.parse(body).details.chat.robots
      assert.equal(robot.state, 'throttled')
      assert.ok(Date.parse(robot.until) > 0)
      assert.ok(!body.includes(new URL(world.emulator.webhook()).searchParams.get('access_token') ?? '?'))
      // Terminus answers by a ServiceUnavailableException, which rings as any other of 500 and more.
      assert.equal(world.alerts.at(-1)?.message, 'Service Unavailable Exception')
    },
  },
]
