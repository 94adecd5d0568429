import { Inject } from '@nestjs/common'
import { getAlerterToken, getRobotToken } from './dingtalk.tokens.ts'

/** Injects the alerter of `forRoot({ name })`; without a name, the same as injecting `Alerter` by class. */
export function InjectAlerter(name?: string): ReturnType<typeof Inject> {
  return Inject(getAlerterToken(name))
}

/** Injects the robot of `forRoot({ name })`; without a name, the same as injecting `Robot` by class. */
export function InjectRobot(name?: string): ReturnType<typeof Inject> {
  return Inject(getRobotToken(name))
}
