import type { MessageBody } from '../wire/types.ts'
import { Picture } from './picture.tsx'
import { SafeLink } from './safe-link.tsx'

/** A card that is one link: title, two lines of text, a picture at the right. */
export function LinkView({ link }: { link: NonNullable<MessageBody['link']> }) {
  return (
    <SafeLink class="link-card" url={link.messageUrl}>
      <span class="link-title">{link.title}</span>
      <span class="link-body">
        <span class="link-text">{link.text}</span>
        {link.picUrl && <Picture url={String(link.picUrl)} small />}
      </span>
    </SafeLink>
  )
}
