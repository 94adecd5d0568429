import { type Mentions, splitMentions } from '../message/at.ts'
import { SafeLink } from './safe-link.tsx'

/** Plain text: line feeds break, addresses are links, mentions are blue. */
export function TextView({ content, mentions }: { content: string; mentions: Mentions }) {
  return (
    <p class="plain">
      {splitMentions(content, mentions).map(({ text, mention }) =>
        mention ? <span class="mention">{text}</span> : withLinks(text),
      )}
    </p>
  )
}

function withLinks(text: string) {
  return text
    .split(/(https?:\/\/[^\s<>"'，。；、（）【】《》]*[^\s<>"'，。；、（）【】《》.,;:!?)\]])/)
    .map((part, index) =>
      index % 2 === 1 ? (
        <SafeLink key={part} url={part}>
          {part}
        </SafeLink>
      ) : (
        part
      ),
    )
}
