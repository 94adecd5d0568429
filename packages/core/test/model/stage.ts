import { Alerter } from '../../src/alerter.ts'
import type { Clock } from '../../src/clock.ts'
import { createRegistry } from '../../src/pace/registry.ts'
import { Robot } from '../../src/robot.ts'
import type { RobotPorts } from '../../src/robot-line.ts'
import type { FetchLike } from '../../src/transport/fetch.ts'
import { busy } from './contenders.ts'
import { type Ringing, type Scene, type Staging, tokenOfRobot } from './scene.ts'
import { timeoutMs } from './storm.ts'

/** What stands on the stage when a scene begins. */
export interface Stage {
  alerter: Ringing
  /** The application's own robot; the same as the alerter's first. */
  robot: Robot
}

/** Builds the alerter of a scene, its robots and its companions. */
export function setStage(scene: Scene, staging: Staging, clock: Clock, toModel: FetchLike): Stage {
  const { companions = 0, options, perMinute = 18, robots = 1 } = scene
  const { tamper = (alerter) => alerter, tamperFetch = (fetch) => fetch } = staging
  const ports = portsOf(scene, staging, clock)
  const fetch = tamperFetch(toModel)
  const each = Array.from({ length: robots }, (_, robot) => ({
    webhook: `https://oapi.dingtalk.com/robot/send?access_token=${tokenOfRobot(robot)}`,
    name: `robot ${robot}`,
    perMinute,
    timeoutMs,
    fetch,
  }))
  const frame = { app: 'shop', env: 'test', host: 'here', locale: 'en' } as const
  const build = () => new Alerter({ robots: each, quota: false, ...frame, ...options }, ports)
  const others = Array.from({ length: companions }, build)
  const [webhook = ''] = each.map((robot) => robot.webhook)
  const robot = new Robot({ webhook, perMinute, timeoutMs, fetch }, ports)
  return { alerter: tamper(inCompany(build(), others), ports), robot }
}

function portsOf(
  { lateMs, randoms = [0.5] }: Scene,
  { makeRegistry = createRegistry }: Staging,
  clock: Clock,
): RobotPorts {
  let turn = 0
  const registry = makeRegistry()
  // Neither lines on stderr nor a listener for the end of this process: a run is one of thousands.
  Object.assign(registry.shared(), { spokeAt: Number.POSITIVE_INFINITY, listening: true })
  return {
    clock: lateMs ? busy(clock, lateMs) : clock,
    registry,
    random: () => randoms[turn++ % randoms.length] ?? 0.5,
  }
}

/** Several alerters that hear the same, with the face and the books of the first. */
function inCompany(alerter: Ringing, others: readonly Ringing[]): Ringing {
  if (others.length === 0) return alerter
  const all = [alerter, ...others]
  const both = async (each: (one: Ringing) => Promise<boolean>) =>
    (await Promise.all(all.map(each))).every(Boolean)
  return {
    stats: () => alerter.stats(),
    capture: (input) => {
      for (const one of all) one.capture(input)
    },
    flush: (ms) => both((one) => one.flush(ms)),
    close: (ms) => both((one) => one.close(ms)),
  }
}
