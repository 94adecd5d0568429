import { useState } from 'preact/hooks'
import { Icon } from '../parts/icon.tsx'
import { useModel } from '../state/model.ts'
import { ApiError } from '../wire/api.ts'
import type { MessageBody, RobotView } from '../wire/types.ts'

type Outcome = 'idle' | 'sending' | 'sent' | { error: string }

/** Sends through the robot's own door, where it is judged like every other message. */
export function SendButton({
  robot,
  body,
  ready,
}: {
  robot: RobotView | undefined
  body: MessageBody
  ready: boolean
}) {
  const { api, texts } = useModel()
  const t = texts.value
  const [outcome, setOutcome] = useState<Outcome>('idle')
  const send = async () => {
    if (!robot) return
    setOutcome('sending')
    try {
      const { errcode, errmsg } = await api.send(robot.name, body)
      setOutcome(errcode === 0 ? 'sent' : { error: t.refusedSend(String(errcode ?? ''), errmsg ?? '') })
    } catch (error) {
      setOutcome({ error: error instanceof ApiError ? error.message : String(error) })
    }
  }
  const { sending, sent, noRobot } = t.composer
  const said = robot ? { idle: '', sending, sent }[typeof outcome === 'string' ? outcome : 'idle'] : noRobot
  return (
    <>
      <button
        type="button"
        class="button button-main"
        disabled={!robot || !ready || outcome === 'sending'}
        onClick={send}
      >
        <Icon name="send" size={16} />
        {t.composer.send}
      </button>
      <output class={typeof outcome === 'string' ? 'good' : 'bad'}>
        {typeof outcome === 'string' ? said : outcome.error}
      </output>
    </>
  )
}
