import { useMemo } from 'preact/hooks'
import { mentionsOf } from '../message/at.ts'
import type { MessageBody } from '../wire/types.ts'
import { ActionCardView } from './action-card-view.tsx'
import { FeedCardView } from './feed-card-view.tsx'
import { LinkView } from './link-view.tsx'
import { MarkdownView } from './markdown-view.tsx'
import { TextView } from './text-view.tsx'

/** A message in its bubble, as DingTalk shows its kind. */
export function MessageView({ body }: { body: MessageBody }) {
  return <div class={`bubble bubble-${body.msgtype}`}>{<Content body={body} />}</div>
}

/** What the kind names is there: the server has checked it. */
function Content({ body }: { body: MessageBody }) {
  const mentions = useMemo(() => mentionsOf(body), [body])
  const { msgtype, text, link, markdown, actionCard, feedCard } = body
  if (msgtype === 'text' && text) return <TextView content={text.content} mentions={mentions} />
  if (msgtype === 'link' && link) return <LinkView link={link} />
  if (msgtype === 'markdown' && markdown) return <MarkdownView text={markdown.text} mentions={mentions} />
  if (msgtype === 'actionCard' && actionCard) return <ActionCardView card={actionCard} mentions={mentions} />
  if (msgtype === 'feedCard' && feedCard) return <FeedCardView links={feedCard.links} />
  return null
}
