import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../parts/icon.tsx'
import { useModel } from '../state/model.ts'
import { EmptyChat } from './empty-chat.tsx'
import { Row } from './row.tsx'
import { useFeedKeys } from './use-feed-keys.ts'
import { useVirtualList } from './use-virtual-list.ts'

/** The messages of the group, the newest at the bottom. */
export function Feed() {
  const { visible, current, connection, texts } = useModel()
  const requests = visible.value
  const scroller = useRef<HTMLDivElement>(null)
  const list = useVirtualList({
    scroller,
    count: requests.length,
    keyOf: (index) => requests[index]?.id ?? index,
    estimate: (index) => (requests[index]?.message ? 150 : 110),
  })
  const unseen = useUnseen(requests.at(-1)?.id ?? 0, () => list.isAtEnd(), requests)
  const onKeyDown = useFeedKeys(list)
  const rows = list.getVirtualItems()
  const known = requests.some(({ id }) => id === current.value)
  const tabStop = known ? current.value : requests.at(-1)?.id
  const t = texts.value
  return (
    <div class="feed-frame">
      <div
        class="feed"
        ref={scroller}
        role="feed"
        aria-label={t.chat.label}
        aria-busy={connection.value === 'connecting'}
        onKeyDown={onKeyDown}
      >
        <div class="feed-size" style={{ height: `${list.getTotalSize()}px` }}>
          <div class="feed-window" style={{ transform: `translateY(${rows[0]?.start ?? 0}px)` }}>
            {rows.map(({ index, key }) => {
              const request = requests[index]
              return (
                request && (
                  <Row
                    key={key}
                    measure={list.measureElement}
                    index={index}
                    count={requests.length}
                    request={request}
                    before={requests[index - 1]?.time}
                    current={request.id === tabStop}
                  />
                )
              )
            })}
          </div>
        </div>
      </div>
      {requests.length === 0 && connection.value === 'live' && <EmptyChat />}
      {unseen > 0 && (
        <button type="button" class="new-pill" onClick={() => list.scrollToEnd()}>
          <Icon name="down" size={15} />
          {t.newMessages(unseen)}
        </button>
      )}
    </div>
  )
}

/** How many requests have come since the reader was last at the end. */
function useUnseen(newest: number, atEnd: () => boolean, requests: readonly { id: number }[]): number {
  const [seen, setSeen] = useState(newest)
  const isAtEnd = requests.length === 0 || atEnd()
  useEffect(() => {
    if (isAtEnd || newest < seen) setSeen(newest)
  }, [isAtEnd, newest, seen])
  if (isAtEnd) return 0
  return requests.length - 1 - requests.findLastIndex(({ id }) => id <= seen)
}
