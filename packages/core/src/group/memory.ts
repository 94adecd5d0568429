import type { Alert, AlertCause } from '../alert/alert.ts'
import type { Group } from './group.ts'

/** Bytes that the samples of all groups may take. */
export const sampleBytes = 8 * 1024 * 1024

/** How much a group's samples take, roughly: two bytes a character. */
export function bytesOf({ alert, samples }: Pick<Group, 'alert' | 'samples'>): number {
  const { context, error, message, template } = alert
  let characters = message.length + (template?.length ?? 0) + (context === undefined ? 0 : 512)
  for (const sample of samples) characters += sample.length
  if (error) {
    characters += charactersOf(error)
    for (const cause of error.causes) characters += charactersOf(cause)
  }
  return 200 + 2 * characters
}

function charactersOf({ message, stack }: AlertCause): number {
  return message.length + (stack?.length ?? 0)
}

/** What goes under pressure, first to last; counts never do. */
const reliefs: readonly ((group: Group) => void)[] = [
  (group) => {
    group.samples.length = Math.min(group.samples.length, 1)
  },
  (group) => {
    group.alert = without(group.alert, 'context')
  },
  (group) => {
    const { error } = group.alert
    if (error)
      group.alert = { ...group.alert, error: { name: error.name, message: error.message, causes: [] } }
  },
]

/** Frees memory until three quarters of the bound are used at most, and returns what is used then. */
export function relieve(groups: Iterable<Group>, bound = sampleBytes): number {
  let used = Number.POSITIVE_INFINITY
  for (const relief of reliefs) {
    used = 0
    for (const group of groups) {
      relief(group)
      group.bytes = bytesOf(group)
      used += group.bytes
    }
    if (used <= 0.75 * bound) break
  }
  return used
}

function without(alert: Alert, field: 'context'): Alert {
  const { [field]: _gone, ...rest } = alert
  return rest
}
