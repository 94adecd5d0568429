import { WarningPills } from '../chat/warning-pills.tsx'
import { MessageView } from '../kinds/message-view.tsx'
import { maxBytes, warningsOf } from '../message/warnings.ts'
import { Avatar } from '../parts/avatar.tsx'
import { Meter } from '../parts/meter.tsx'
import { useModel } from '../state/model.ts'
import type { MessageBody, RobotView } from '../wire/types.ts'

/** The message as the group will see it, with the warnings it would earn. */
export function Preview({ body, robot }: { body: MessageBody; robot: RobotView | undefined }) {
  const { inspect, texts } = useModel()
  const bytes = new TextEncoder().encode(JSON.stringify(body)).length
  const warnings = warningsOf(body, { bytes, keywords: robot?.keywords ?? [] }, inspect)
  return (
    <div class="preview">
      <div class="message">
        <Avatar name={robot?.name ?? ''} />
        <div class="message-main">
          <MessageView body={body} />
          <WarningPills warnings={warnings} />
        </div>
      </div>
      <Meter label={texts.value.inspect.size} used={bytes} most={maxBytes} noLimit="" />
    </div>
  )
}
