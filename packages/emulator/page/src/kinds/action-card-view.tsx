import type { Mentions } from '../message/at.ts'
import { buttonsOf, isHorizontal } from '../message/parts.ts'
import type { ActionCardBody } from '../wire/types.ts'
import { MarkdownView } from './markdown-view.tsx'
import { SafeLink } from './safe-link.tsx'

/** Markdown over its buttons, which stand below each other or side by side. */
export function ActionCardView({ card, mentions }: { card: ActionCardBody; mentions: Mentions }) {
  return (
    <>
      <div class="card-text">
        <MarkdownView text={card.text} mentions={mentions} />
      </div>
      <div class={`buttons ${isHorizontal(card) ? 'buttons-row' : ''}`}>
        {buttonsOf(card).map(({ title, url }, index) => (
          <SafeLink key={`${index} ${url}`} class="card-button" url={url}>
            {title}
          </SafeLink>
        ))}
      </div>
    </>
  )
}
