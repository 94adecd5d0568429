const longPauseMs = 5 * 60_000

/** Whether a time belongs above this message: the first one, after a pause, on a new day. */
export function needsTime(time: number, before: number | undefined): boolean {
  return before === undefined || time - before > longPauseMs || dayOf(time) !== dayOf(before)
}

/** As chats write it: the time alone today, with the date otherwise. */
export function chatTime(time: number, now: number, lang: string): string {
  const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hour12: false }
  const date: Intl.DateTimeFormatOptions =
    dayOf(time) === dayOf(now) ? {} : { month: 'short', day: 'numeric' }
  return new Date(time).toLocaleString(lang, { ...date, ...clock })
}

/** Hours to seconds. */
export function exactTime(time: number, lang: string): string {
  return new Date(time).toLocaleTimeString(lang, { hour12: false })
}

function dayOf(time: number): string {
  return new Date(time).toDateString()
}
