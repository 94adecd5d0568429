import { useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import type { Mentions } from '../message/at.ts'
import { Icon } from '../parts/icon.tsx'
import { useModel } from '../state/model.ts'

/** Markdown as the chosen client shows it. Phones show nothing at all of a text with HTML in it. */
export function MarkdownView({ text, mentions }: { text: string; mentions: Mentions }) {
  const { texts, preferences, inspect } = useModel()
  const { chat } = texts.value
  const blank = useMemo(() => inspect(text).rawHtml, [inspect, text])
  if (blank && preferences.value.reading === 'phone') {
    return (
      <p class="blank">
        <Icon name="alert" size={16} />
        <span>
          {chat.blank}
          <small>{chat.blankWhy}</small>
        </span>
      </p>
    )
  }
  return <Rendered text={text} mentions={mentions} />
}

/** The nodes go in by hand: they come out of the cleaner, and nothing else may write markup into the page. */
function Rendered({ text, mentions }: { text: string; mentions: Mentions }) {
  const { texts, preferences, readers, clean } = useModel()
  const { reading } = preferences.value
  const { picture, noNotification } = texts.value.chat
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const html = readers[reading](text, { mentions, pictureNote: picture })
    const nodes = clean(html)
    for (const mention of nodes.querySelectorAll<HTMLElement>('.mention')) mention.title = noNotification
    place.current?.replaceChildren(nodes)
  }, [text, mentions, reading, readers, clean, picture, noNotification])
  return <div class="markdown" ref={place} />
}
