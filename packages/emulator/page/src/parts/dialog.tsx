import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { useModel } from '../state/model.ts'

/** A question or a note over everything; Escape and a click beside it close it. */
export function Dialog({ title, children }: { title: string; children: ComponentChildren }) {
  const { dialog } = useModel()
  const element = useRef<HTMLDialogElement>(null)
  useEffect(() => element.current?.showModal(), [])
  const close = () => {
    dialog.value = 'none'
  }
  return (
    <dialog ref={element} class="dialog" closedby="any" aria-label={title} onClose={close}>
      <h2>{title}</h2>
      {children}
    </dialog>
  )
}
