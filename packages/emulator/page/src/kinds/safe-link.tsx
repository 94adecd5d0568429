import type { ComponentChildren } from 'preact'
import { safeHref } from '../markdown/links.ts'
import { useModel } from '../state/model.ts'

/** A link that a message brought: it opens in a new tab, or is plain text where a browser cannot follow it. */
export function SafeLink({
  url,
  class: name,
  children,
}: {
  url: string
  class?: string
  children: ComponentChildren
}) {
  const { chat } = useModel().texts.value
  const href = safeHref(url)
  if (!href) {
    return (
      <span class={name} title={`${chat.cannotOpen}: ${url}`}>
        {children}
      </span>
    )
  }
  return (
    <a class={name} href={href} title={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}
