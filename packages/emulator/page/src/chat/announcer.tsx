import { useEffect, useRef, useState } from 'preact/hooks'
import { useModel } from '../state/model.ts'

/** A rush of messages is told as one sentence. */
const gatherMs = 1000

/** Tells those who listen instead of look what has arrived. */
export function Announcer() {
  const { records, connection, texts, viewOf } = useModel()
  const [said, setSaid] = useState('')
  const told = useRef<number>(undefined)
  const newest = records.value.at(-1)?.id ?? 0
  const live = connection.value === 'live'
  useEffect(() => {
    // What was there before the page opened is not news, nor is what remains after a clear.
    if (live && (told.current === undefined || newest < told.current)) told.current = newest
    const since = told.current
    if (since === undefined || since === newest) return undefined
    const timer = setTimeout(() => {
      const news = records.value.filter(({ id, message }) => id > since && message)
      told.current = newest
      const [only] = news
      if (!only) return
      const t = texts.value
      setSaid(
        news.length === 1 ? t.announce(only.robot ?? '', viewOf(only).title) : t.announceMany(news.length),
      )
    }, gatherMs)
    return () => clearTimeout(timer)
  }, [newest, live, records, texts, viewOf])
  return (
    <p class="hidden" aria-live="polite" id="announcer">
      {said}
    </p>
  )
}
