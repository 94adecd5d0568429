import { useModel } from '../state/model.ts'
import type { MessageBody } from '../wire/types.ts'
import { Picture } from './picture.tsx'
import { SafeLink } from './safe-link.tsx'

/** More than this many a phone does not show. */
const mostOnPhones = 9

/** A large picture with its title, then a list of titles with small pictures. */
export function FeedCardView({ links }: { links: NonNullable<MessageBody['feedCard']>['links'] }) {
  const { texts, preferences } = useModel()
  const shown = preferences.value.reading === 'phone' ? links.slice(0, mostOnPhones) : links
  const hidden = links.length - shown.length
  return (
    <div class="feed-card">
      {shown.map(({ title, messageURL, picURL }, index) => (
        <SafeLink
          key={`${index} ${messageURL}`}
          class={index === 0 ? 'feed-first' : 'feed-next'}
          url={messageURL}
        >
          {index === 0 && <Picture url={picURL} />}
          <span class="feed-title">{title}</span>
          {index > 0 && <Picture url={picURL} small />}
        </SafeLink>
      ))}
      {hidden > 0 && <p class="feed-more">{texts.value.moreFeedLinks(hidden)}</p>}
    </div>
  )
}
