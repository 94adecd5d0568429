import { useMemo } from 'preact/hooks'
import { MessageView } from '../kinds/message-view.tsx'
import { isAnybody, type Mentions, mentionsOf } from '../message/at.ts'
import { warningsOf } from '../message/warnings.ts'
import { Avatar } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
import { useModel } from '../state/model.ts'
import type { MessageBody, ReceivedRequest } from '../wire/types.ts'
import { exactTime } from './time.ts'
import { WarningPills } from './warning-pills.tsx'

/** A message as the group sees it: who, what, and below it what a developer wants to know. */
export function MessageRow({ request, body }: { request: ReceivedRequest; body: MessageBody }) {
  const { chat } = useModel().texts.value
  const robot = request.robot ?? ''
  const hidden = body.msgtype === 'actionCard' && String(body.actionCard?.hideAvatar) === '1'
  return (
    <div class="message">
      {hidden ? <span class="avatar avatar-none" /> : <Avatar name={robot} />}
      <div class="message-main">
        <p class="message-name">
          {robot} <span class="badge">{chat.robotBadge}</span>
        </p>
        <MessageView body={body} />
        <Notified mentions={mentionsOf(body)} />
        <Warnings request={request} body={body} />
        <Meta request={request} kind={body.msgtype} />
      </div>
    </div>
  )
}

/** Whom DingTalk would tell, whether or not the text shows it. */
function Notified({ mentions }: { mentions: Mentions }) {
  const { texts } = useModel()
  if (!isAnybody(mentions)) return null
  const { mobiles, userIds, all } = mentions
  const names = [...mobiles, ...userIds, ...(all ? [texts.value.chat.everybody] : [])]
  return <p class="notified">{texts.value.notified(names.map((name) => `@${name}`).join(' '))}</p>
}

/** The keywords are the robot's of now: a message is judged by what would happen today. */
function Warnings({ request, body }: { request: ReceivedRequest; body: MessageBody }) {
  const { robots, inspect } = useModel()
  const keywords = robots.value.list.find(({ name }) => name === request.robot)?.keywords
  const key = keywords?.join('\n')
  const warnings = useMemo(
    () => warningsOf(body, { bytes: request.bytes, keywords: key ? key.split('\n') : [] }, inspect),
    [body, request, key, inspect],
  )
  return <WarningPills warnings={warnings} />
}

/** Time, kind and size in small print, and the way into the details. */
function Meta({ request, kind }: { request: ReceivedRequest; kind: MessageBody['msgtype'] }) {
  const { panel, texts } = useModel()
  const t = texts.value
  const { fault } = request.verdict
  return (
    <button
      type="button"
      class="meta"
      onClick={() => {
        panel.value = { kind: 'inspect', id: request.id }
      }}
    >
      <span>{exactTime(request.time, t.htmlLang)}</span>
      <span>{t.kinds[kind]}</span>
      <span>{t.bytes(request.bytes)}</span>
      {fault && (
        <span class="meta-fault">
          <Icon name="bolt" size={13} />
          {t.faultKinds[fault][0]}
        </span>
      )}
      <span class="meta-open">
        {t.chat.details}
        <Icon name="next" size={13} />
      </span>
    </button>
  )
}
