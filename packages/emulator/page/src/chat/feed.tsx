import type { VirtualItem } from '@tanstack/virtual-core'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../parts/icon.tsx'
import { useModel } from '../state/model.ts'
import type { ReceivedRequest } from '../wire/types.ts'
import { EmptyChat } from './empty-chat.tsx'
import { Row } from './row.tsx'
import { useEnd } from './use-end.ts'
import { useFeedKeys } from './use-feed-keys.ts'
import { useVirtualList } from './use-virtual-list.ts'

/** The messages of the group, the newest at the bottom. */
export function Feed() {
  const { visible, connection, texts } = useModel()
  const requests = visible.value
  const scroller = useRef<HTMLDivElement>(null)
  const list = useVirtualList({
    scroller,
    count: requests.length,
    keyOf: (index) => requests[index]?.id ?? index,
    estimate: (index) => (requests[index]?.message ? 150 : 110),
  })
  const end = useEnd(list)
  const unseen = useUnseen(requests, end.held)
  const onKeyDown = useFeedKeys(list, end)
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
          <Rows items={list.getVirtualItems()} requests={requests} measure={list.measureElement} />
        </div>
      </div>
      {requests.length === 0 && connection.value !== 'connecting' && <EmptyChat />}
      {unseen > 0 && (
        <button type="button" class="new-pill" onClick={end.hold}>
          <Icon name="down" size={15} />
          {t.newMessages(unseen)}
        </button>
      )}
    </div>
  )
}

interface RowsProps {
  items: readonly VirtualItem[]
  requests: readonly ReceivedRequest[]
  measure: (element: HTMLElement | null) => void
}

/** The rows in view, pushed down as one to where they belong; their own heights do the rest. */
function Rows({ items, requests, measure }: RowsProps) {
  const { current } = useModel()
  const known = requests.some(({ id }) => id === current.value)
  const tabStop = known ? current.value : requests.at(-1)?.id
  return (
    <div class="feed-window" style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}>
      {items.map(({ index, key }) => {
        const request = requests[index]
        return (
          request && (
            <Row
              key={key}
              measure={measure}
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
  )
}

/** How many requests have come since the reader was last at the end. */
function useUnseen(requests: readonly ReceivedRequest[], atEnd: boolean): number {
  const newest = requests.at(-1)?.id ?? 0
  const [seen, setSeen] = useState(newest)
  useEffect(() => {
    if (atEnd || newest < seen) setSeen(newest)
  }, [atEnd, newest, seen])
  return atEnd ? 0 : requests.length - 1 - requests.findLastIndex(({ id }) => id <= seen)
}
