import type { Match } from './alerter-options.ts'

/** What is matched: an alert, or the view of one. */
export interface Matched {
  message: string
  error?: { name: string; message: string } | undefined
}

/** Whether an alert's message, or `Name: message` of its error, holds the text or fits the pattern. */
export function createMatcher(match: Match | undefined): (alert: Matched) => boolean {
  if (match === undefined) return () => true
  if (typeof match === 'string') return (alert) => subjects(alert).some((subject) => subject.includes(match))
  // A pattern with g or y would remember where it stopped, and match only every other time.
  const pattern = new RegExp(match.source, match.flags.replace(/[gy]/g, ''))
  return (alert) => subjects(alert).some((subject) => pattern.test(subject))
}

function subjects({ error, message }: Matched): string[] {
  return error ? [message, `${error.name}: ${message}`, `${error.name}: ${error.message}`] : [message]
}
