import type { Case } from '../test-case.ts'
import { answers } from './answers.cases.ts'
import { contexts } from './contexts.cases.ts'
import { filters } from './filters.cases.ts'
import { health } from './health.cases.ts'
import { loggers } from './logger.cases.ts'
import { messages } from './messages.cases.ts'
import { modules } from './module.cases.ts'
import { reports } from './reports.cases.ts'
import { rings } from './ring.cases.ts'
import { shutdown } from './shutdown.cases.ts'

/** Every behaviour that must hold on each platform and each version of Nest. */
export const cases: readonly Case[] = [
  ...modules,
  ...answers,
  ...reports,
  ...filters,
  ...contexts,
  ...messages,
  ...loggers,
  ...rings,
  ...health,
  ...shutdown,
]
