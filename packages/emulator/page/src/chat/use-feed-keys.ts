import type { Virtualizer } from '@tanstack/virtual-core'
import { useEffect, useState } from 'preact/hooks'
import { useModel } from '../state/model.ts'
import type { End } from './use-end.ts'

type List = Virtualizer<HTMLElement, HTMLElement>

/** Moves through the messages by keyboard; the row that is reached is rendered first, then takes the focus. */
export function useFeedKeys(list: List, end: End): (event: KeyboardEvent) => void {
  const { visible, current, panel } = useModel()
  const [wanted, setWanted] = useState<number>()
  const rendered = list.getVirtualItems().map(({ index }) => index)
  useEffect(() => {
    if (wanted === undefined || !rendered.includes(wanted)) return
    list.scrollElement?.querySelector<HTMLElement>(`[data-index="${wanted}"]`)?.focus({ preventScroll: true })
    setWanted(undefined)
  })
  const moveTo = (index: number) => {
    const last = visible.value.length - 1
    const target = Math.max(0, Math.min(last, index))
    if (last < 0) return
    if (target === last) end.hold()
    else end.release()
    list.scrollToIndex(target, { align: target === last ? 'end' : 'auto' })
    setWanted(target)
  }
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const last = visible.value.length - 1
    const found = visible.value.findIndex(({ id }) => id === current.value)
    const here = found === -1 ? last : found
    const row = event.target instanceof HTMLElement && event.target.tagName === 'ARTICLE'
    const actions: Record<string, () => void> = {
      j: () => moveTo(here + 1),
      ArrowDown: () => moveTo(here + 1),
      k: () => moveTo(here - 1),
      ArrowUp: () => moveTo(here - 1),
      Home: () => moveTo(0),
      End: () => moveTo(last),
    }
    const id = visible.value[here]?.id
    if (row && id !== undefined) {
      actions.Enter = () => {
        panel.value = { kind: 'inspect', id }
      }
    }
    const act = actions[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
}
