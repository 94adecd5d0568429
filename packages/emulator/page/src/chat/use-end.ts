import type { Virtualizer } from '@tanstack/virtual-core'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

type List = Virtualizer<HTMLElement, HTMLElement>

/** Closer to the end than this counts as "at the end", in pixels. */
const nearEnd = 40

/** Keys that scroll upwards by themselves. */
const upKeys = ['PageUp', 'ArrowUp', 'Home']

/** Whether the list hangs at its end, and how to change that. */
export interface End {
  held: boolean
  hold(): void
  release(): void
}

/**
 * Holds a list at its newest row until the reader scrolls up, and again once the reader is back. A scroll alone tells
 * nothing: in a rush of news the place moves by itself, so only a hand on wheel, screen, bar or key lets go.
 */
export function useEnd(list: List): End {
  const [held, setHeld] = useState(true)
  const hand = useRef(false)
  const scroller = list.scrollElement

  useLayoutEffect(() => {
    if (!scroller) return undefined
    return listen(scroller, {
      wheel: (event) => {
        if (event instanceof WheelEvent && event.deltaY < 0) hand.current = true
      },
      touchmove: () => {
        hand.current = true
      },
      // Only the bar at the side: a press on a message scrolls nothing.
      pointerdown: (event) => {
        if (event.target === scroller) hand.current = true
      },
      keydown: (event) => {
        if (event instanceof KeyboardEvent && upKeys.includes(event.key)) hand.current = true
      },
      scroll: () => {
        const atEnd = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop <= nearEnd
        if (atEnd) setHeld(true)
        else if (hand.current) setHeld(false)
        if (atEnd) hand.current = false
      },
    })
  }, [scroller])

  useLayoutEffect(() => {
    if (held && list.getDistanceFromEnd() > 1) list.scrollToEnd()
  })

  return {
    held,
    hold: () => setHeld(true),
    release: () => {
      // A list that fits into view has nothing to be let go of.
      if (scroller && scroller.scrollHeight > scroller.clientHeight) setHeld(false)
    },
  }
}

function listen(target: HTMLElement, listeners: Record<string, (event: Event) => void>): () => void {
  const all = Object.entries(listeners)
  // In front of the list's own listeners: those render at once, and would still see the hold.
  const options = { passive: true, capture: true }
  for (const [type, listener] of all) target.addEventListener(type, listener, options)
  return () => {
    for (const [type, listener] of all) target.removeEventListener(type, listener, options)
  }
}
