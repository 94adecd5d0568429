import { OptionError } from '../option-error.ts'
import { AddressList } from './address-list.ts'
import { Meter } from './meter.ts'
import { Remembered } from './remembered.ts'
import { resolveRobot } from './resolve-robot.ts'
import type { EmulatedRobot, RobotSettings } from './robot.ts'

/** A robot at work: its settings, and what it has counted and seen. */
export interface LiveRobot {
  settings: RobotSettings
  addresses: AddressList
  meter: Meter
  seen: Remembered
}

/** The robots of the group, found by token on every call and by name from the outside. */
export class Registry {
  private robots: LiveRobot[] = []
  private readonly byToken = new Map<string, LiveRobot>()

  constructor(robots: readonly EmulatedRobot[]) {
    for (const robot of robots) this.add(robot)
  }

  /** Adds a robot. Throws `OptionError` for a bad field or a name or token that is taken. */
  add(robot: EmulatedRobot): LiveRobot {
    const settings = resolveRobot(robot, this.freeName())
    this.refuseTwins(settings)
    const live = {
      settings,
      addresses: new AddressList(settings.allowIps),
      meter: new Meter(),
      seen: new Remembered(),
    }
    this.robots.push(live)
    this.byToken.set(settings.token, live)
    return live
  }

  /** Changes the given fields of a robot and keeps its meters; `undefined` without such a robot. */
  edit(name: string, change: EmulatedRobot): LiveRobot | undefined {
    const robot = this.find(name)
    if (!robot) return undefined
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    const settings = resolveRobot({ ...robot.settings, ...given }, name)
    this.refuseTwins(settings, robot)
    this.byToken.delete(robot.settings.token)
    this.byToken.set(settings.token, robot)
    robot.settings = settings
    robot.addresses = new AddressList(settings.allowIps)
    return robot
  }

  /** Whether there was such a robot to remove. */
  remove(name: string): boolean {
    const robot = this.find(name)
    if (!robot) return false
    this.robots = this.robots.filter((other) => other !== robot)
    return this.byToken.delete(robot.settings.token)
  }

  /** The robot that owns this access token. */
  ofToken(token: string): LiveRobot | undefined {
    return this.byToken.get(token)
  }

  /** The robot of that name, or the first one without a name. */
  find(name?: string): LiveRobot | undefined {
    return name === undefined ? this.robots[0] : this.robots.find((robot) => robot.settings.name === name)
  }

  /** All robots, in the order they were added. */
  all(): readonly LiveRobot[] {
    return this.robots
  }

  /** Fresh meters and no remembered `msgUuid`: as if nothing had ever been sent. */
  forget(): void {
    for (const robot of this.robots) {
      robot.meter = new Meter()
      robot.seen = new Remembered()
    }
  }

  /** Two robots of one name or token could not be told apart. */
  private refuseTwins({ name, token }: RobotSettings, self?: LiveRobot): void {
    const named = this.find(name)
    if (named && named !== self) throw new OptionError('name', 'one that no other robot has', name)
    const owner = this.byToken.get(token)
    if (owner && owner !== self) throw new OptionError('token', 'one that no other robot has')
  }

  /** The name of a robot that was given none. */
  private freeName(): string {
    if (this.robots.length === 0) return 'default'
    let number = this.robots.length + 1
    while (this.find(`robot-${number}`)) number++
    return `robot-${number}`
  }
}
