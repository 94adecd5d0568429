import { useEffect, useState } from 'preact/hooks'
import { Avatar } from '../parts/avatar.tsx'
import { CopyButton } from '../parts/copy-button.tsx'
import { Meter } from '../parts/meter.tsx'
import { useModel } from '../state/model.ts'
import type { RobotView } from '../wire/types.ts'

/** One robot: what it asks for, and how much it has left. */
export function RobotCard({ robot, readAt }: { robot: RobotView; readAt: number }) {
  const { panel, texts } = useModel()
  const t = texts.value.robots
  const { name, secret, keywords, allowIps, meters, state } = robot
  const asks = [secret && t.signed, keywords.length > 0 && t.keywords, allowIps.length > 0 && t.ips].filter(
    Boolean,
  )
  return (
    <li class="robot">
      <div class="robot-head">
        <Avatar name={name} small />
        <button
          type="button"
          class="robot-name"
          title={t.options}
          onClick={() => {
            panel.value = { kind: 'robot', name }
          }}
        >
          {name}
        </button>
        <CopyButton text={robot.webhook} label="Webhook" plain />
      </div>
      {(asks.length > 0 || state !== 'active') && (
        <p class="robot-asks">
          {state !== 'active' && <span class="tag tag-bad">{texts.value.states[state]}</span>}
          {asks.map((ask) => (
            <span key={ask} class="tag">
              {ask}
            </span>
          ))}
        </p>
      )}
      <Ban remainingMs={meters.banRemainingMs} readAt={readAt} />
      <Meter label={t.slots} used={meters.slotsUsed} most={meters.perMinute} noLimit={t.noLimit} />
      {(meters.perMonth !== false || meters.monthUsed > 0) && (
        <Meter label={t.month} used={meters.monthUsed} most={meters.perMonth} noLimit={t.noLimit} />
      )}
    </li>
  )
}

/** Counts a ban down, second by second, from what the server said last. */
function Ban({ remainingMs, readAt }: { remainingMs: number; readAt: number }) {
  const { texts } = useModel()
  const [now, setNow] = useState(Date.now)
  const left = Math.max(0, Math.ceil((remainingMs - Math.max(0, now - readAt)) / 1000))
  const counting = left > 0
  useEffect(() => {
    if (!counting) return undefined
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [counting])
  if (!counting) return null
  const minutes = Math.floor(left / 60)
  return (
    <p class="ban">
      {texts.value.robots.banned}
      <time>{`${minutes}:${String(left % 60).padStart(2, '0')}`}</time>
    </p>
  )
}
