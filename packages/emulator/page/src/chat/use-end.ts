import type { Virtualizer } from '@tanstack/virtual-core'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

type List = Virtualizer<HTMLElement, HTMLElement>

/** Closer to the end than this counts as "at the end", in pixels. */
const nearEnd = 40

/** A scroll that follows so soon on something the reader did is the reader's own, in ms. */
const handMs = 600

/** Keys that scroll upwards by themselves, or move the focus to where it is out of view. */
const upKeys = ['PageUp', 'ArrowUp', 'Home', 'Tab', ' ']

/** Whether the list hangs at its end, and how to change that. */
export interface End {
  held: boolean
  hold(): void
  release(): void
}

/**
 * Holds a list at its newest row until the reader scrolls up, and again once the reader is back. In a rush of news the
 * place moves by itself, so a scroll lets go only when nothing has grown since, or when it follows on a hand at wheel,
 * screen, bar or key.
 */
export function useEnd(list: List): End {
  const [held, setHeld] = useState(true)
  const handUntil = useRef(0)
  const size = useRef('')
  const scroller = list.scrollElement

  useLayoutEffect(() => {
    if (!scroller) return undefined
    return listen(scroller, {
      ...handListeners(scroller, handUntil),
      scroll: () => {
        const atEnd = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop <= nearEnd
        const still = sizeOf(scroller) === size.current
        if (atEnd) setHeld(true)
        else if (still || performance.now() < handUntil.current) setHeld(false)
        if (atEnd) handUntil.current = 0
      },
    })
  }, [scroller])

  useLayoutEffect(() => {
    const grown = size.current !== sizeOf(scroller)
    size.current = sizeOf(scroller)
    if (held && grown && list.getDistanceFromEnd() > 1) list.scrollToEnd()
  })

  useLayoutEffect(() => {
    if (held) list.scrollToEnd()
  }, [held, list])

  return {
    held,
    hold: () => setHeld(true),
    release: () => {
      // A list that fits into view has nothing to be let go of.
      if (scroller && scroller.scrollHeight > scroller.clientHeight) setHeld(false)
    },
  }
}

type Listeners = Record<string, (event: Event) => void>

/** Notes until when a scroll counts as the reader's own. */
function handListeners(scroller: HTMLElement, handUntil: { current: number }): Listeners {
  const hand = () => {
    handUntil.current = performance.now() + handMs
  }
  return {
    touchmove: hand,
    wheel: (event) => {
      if (event instanceof WheelEvent && event.deltaY < 0) hand()
    },
    keydown: (event) => {
      if (event instanceof KeyboardEvent && upKeys.includes(event.key)) hand()
    },
    // The bar at the side, which may be held for long; a press on a message scrolls nothing.
    pointerdown: (event) => {
      if (event.target === scroller) handUntil.current = Number.POSITIVE_INFINITY
    },
  }
}

/** Of the rows and of the view on them. */
function sizeOf(scroller: HTMLElement | null): string {
  return `${scroller?.scrollHeight} ${scroller?.clientHeight}`
}

function listen(target: HTMLElement, listeners: Listeners): () => void {
  const all = Object.entries(listeners)
  // In front of the list's own listeners: those render at once, and would still see the hold.
  const options = { passive: true, capture: true }
  for (const [type, listener] of all) target.addEventListener(type, listener, options)
  return () => {
    for (const [type, listener] of all) target.removeEventListener(type, listener, options)
  }
}
