import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { useModel } from '../state/model.ts'
import { IconButton } from './icon-button.tsx'

interface PanelProps {
  title: string
  /** What a reader may do at the head, beside closing. */
  tools?: ComponentChildren
  children: ComponentChildren
  /** Stays in view below the rest. */
  footer?: ComponentChildren
}

/** The frame of everything that opens beside the chat; the focus moves into it and back to where it was. */
export function Panel({ title, tools, children, footer }: PanelProps) {
  const { panel, texts } = useModel()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const before = document.activeElement
    heading.current?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <aside class="panel" aria-label={title}>
      <header class="panel-head">
        <h2 tabIndex={-1} ref={heading}>
          {title}
        </h2>
        {tools}
        <IconButton
          icon="close"
          label={texts.value.parts.close}
          onClick={() => {
            panel.value = { kind: 'none' }
          }}
        />
      </header>
      <div class="panel-body">{children}</div>
      {footer && <footer class="panel-foot">{footer}</footer>}
    </aside>
  )
}

/** A part of a panel under a heading of its own. */
export function Section({
  title,
  aside,
  children,
}: {
  title: string
  aside?: ComponentChildren
  children: ComponentChildren
}) {
  return (
    <section class="section">
      <div class="section-head">
        <h3>{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  )
}
