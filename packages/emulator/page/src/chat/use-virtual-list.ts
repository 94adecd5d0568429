import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core'
import type { RefObject } from 'preact'
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks'

type List = Virtualizer<HTMLElement, HTMLElement>

/** Rows that are rendered beyond what is in view, above and below. */
const overscan = 8

/** What a list of rows of unknown height has to say about them. */
export interface VirtualListSettings {
  scroller: RefObject<HTMLElement | null>
  count: number
  keyOf: (index: number) => number
  estimate: (index: number) => number
}

/**
 * Renders only the rows in view. What is measured or added above them moves nothing under the reader's eyes.
 */
export function useVirtualList({ scroller, count, keyOf, estimate }: VirtualListSettings): List {
  const [, redraw] = useReducer((times: number) => times + 1, 0)
  const settings: VirtualizerOptions<HTMLElement, HTMLElement> = {
    count,
    getScrollElement: () => scroller.current,
    getItemKey: keyOf,
    estimateSize: estimate,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    overscan,
    anchorTo: 'end',
    onChange: () => redraw(undefined),
  }
  const kept = useRef<List>(undefined)
  kept.current ??= new Virtualizer(settings)
  const list = kept.current
  list.setOptions(settings)
  useLayoutEffect(() => list._didMount(), [list])
  useLayoutEffect(() => list._willUpdate())
  return list
}
