import { useModel } from '../state/model.ts'
import type { ReceivedRequest } from '../wire/types.ts'
import { MessageRow } from './message-row.tsx'
import { RefusedRow } from './refused-row.tsx'
import { chatTime, needsTime } from './time.ts'

interface RowProps {
  measure: (element: HTMLElement | null) => void
  index: number
  count: number
  request: ReceivedRequest
  /** When the request above came. */
  before: number | undefined
  /** Whether the Tab key leads here. */
  current: boolean
}

/** One request in the list, whatever became of it. */
export function Row({ measure, index, count, request, before, current }: RowProps) {
  const { texts, viewOf, panel, current: currentId } = useModel()
  const { body, title } = viewOf(request)
  const open = panel.value.kind === 'inspect' && panel.value.id === request.id
  return (
    <article
      ref={measure}
      class={`row ${open ? 'row-open' : ''}`}
      data-index={index}
      data-id={request.id}
      tabIndex={current ? 0 : -1}
      aria-posinset={index + 1}
      aria-setsize={count}
      aria-label={`${request.robot ?? ''} ${title.slice(0, 80)}`}
      onFocusIn={() => {
        currentId.value = request.id
      }}
    >
      {needsTime(request.time, before) && (
        <time class="row-time">{chatTime(request.time, Date.now(), texts.value.htmlLang)}</time>
      )}
      {body ? <MessageRow request={request} body={body} /> : <RefusedRow request={request} />}
    </article>
  )
}
