import 'reflect-metadata'
import { randomUUID } from 'node:crypto'
import { type Emulator, startEmulator } from '@dingbell/emulator'
import {
  type INestApplication,
  type LoggerService,
  type MiddlewareConsumer,
  Module,
  type ModuleMetadata,
  type NestApplicationOptions,
} from '@nestjs/common'
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core'
import { ExpressAdapter } from '@nestjs/platform-express'
import { FastifyAdapter } from '@nestjs/platform-fastify'
import type { Alert, DingTalkModuleOptions } from '../src/index.ts'
import { type RawAnswer, type RawRequest, requestRaw } from './request-raw.ts'

/** One behaviour, on whatever Nest and platform it is run; it fails by throwing. */
export interface Case {
  name: string
  run(world: World): Promise<void>
}

/** An HTTP framework below Nest. */
export interface Platform {
  name: 'express' | 'fastify'
  createAdapter(): AbstractHttpAdapter
}

export const platforms: readonly Platform[] = [
  { name: 'express', createAdapter: () => new ExpressAdapter() },
  { name: 'fastify', createAdapter: () => new FastifyAdapter() },
]

/** What an application is made of, beside the class that `start` makes of it. */
export interface Parts extends ModuleMetadata {
  configure?: (consumer: MiddlewareConsumer) => void
  /** Instead of a logger that collects. */
  nest?: NestApplicationOptions
  /** Called before the application listens. */
  prepare?: (app: INestApplication) => unknown
}

/** One line that was logged: level and arguments. */
export type LogLine = [level: string, ...args: unknown[]]

/** An application that listens on a loopback port. */
interface Running {
  app: INestApplication
  logs: LogLine[]
  request(path: string, request?: RawRequest): Promise<RawAnswer>
}

/** What a case works with; all that it starts is closed after it. */
export interface World {
  platform: Platform
  emulator: Emulator
  /** What the alerters of this world accepted, in order. */
  alerts: Alert[]
  /** Options of a module that rings in this world's group, at once and without a meter. */
  options(more?: DingTalkModuleOptions): DingTalkModuleOptions
  start(parts: Parts): Promise<Running>
  onEnd(end: () => Promise<unknown>): void
}

/** Runs one case in a world of its own. */
export async function runCase({ run }: Case, platform: Platform): Promise<void> {
  const ends: (() => Promise<unknown>)[] = []
  const onEnd = (end: () => Promise<unknown>) => ends.unshift(end)
  // A robot's slots belong to its token, whoever uses it: another case must not have taken them.
  const emulator = await startEmulator({ robots: [{ token: randomUUID(), perMinute: false }] })
  onEnd(() => emulator.close())
  const alerts: Alert[] = []
  const beforeSend = (alert: Alert) => {
    alerts.push(alert)
    return alert
  }
  const defaults = {
    webhook: emulator.webhook(),
    app: 'shop',
    groupWaitMs: 0,
    quota: false,
    beforeSend,
  } as const
  const start = async (parts: Parts) => {
    const running = await startApplication(parts, platform)
    onEnd(() => running.app.close())
    return running
  }
  try {
    await run({ platform, emulator, alerts, options: (more) => ({ ...defaults, ...more }), start, onEnd })
  } finally {
    for (const end of ends) await end()
  }
}

async function startApplication(parts: Parts, platform: Platform): Promise<Running> {
  const { configure, nest, prepare, ...metadata } = parts
  class Root {
    configure(consumer: MiddlewareConsumer) {
      configure?.(consumer)
    }
  }
  Module(metadata)(Root)
  const logs: LogLine[] = []
  const app = await NestFactory.create(Root, platform.createAdapter(), {
    abortOnError: false,
    ...(nest ?? { logger: createCollector(logs) }),
  })
  await prepare?.(app)
  await app.listen(0, '127.0.0.1')
  const url = await app.getUrl()
  return { app, logs, request: (path, request) => requestRaw(`${url}${path}`, request) }
}

function createCollector(logs: LogLine[]): LoggerService {
  const at =
    (level: string) =>
    (...args: unknown[]) =>
      logs.push([level, ...args])
  return {
    log: () => {},
    verbose: () => {},
    debug: () => {},
    warn: at('warn'),
    error: at('error'),
    fatal: at('fatal'),
  }
}
