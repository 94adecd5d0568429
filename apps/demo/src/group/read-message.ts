/** The parts of a message that hold words, whoever made it: the builders of core, or the emulator when it came in. */
export interface WordyMessage {
  readonly text?: { readonly content: string }
  readonly link?: Headed
  readonly markdown?: Headed
  readonly actionCard?: Headed & {
    readonly singleTitle?: string | null | undefined
    readonly btns?: readonly { readonly title: string }[] | null | undefined
  }
  readonly feedCard?: { readonly links: readonly { readonly title: string }[] }
}

interface Headed {
  readonly title: string
  readonly text: string
}

/** What a message says: its title (or those of its links), its text with the markup, its buttons. */
export interface Said {
  title: string
  text: string
  buttons: string[]
}

/** Reads a message of any kind. */
export function readMessage({ actionCard, feedCard, link, markdown, text }: WordyMessage): Said {
  if (feedCard) return { title: feedCard.links.map(({ title }) => title).join(' · '), text: '', buttons: [] }
  const { title, text: said } = actionCard ?? markdown ?? link ?? { title: '', text: text?.content ?? '' }
  const { btns, singleTitle } = actionCard ?? {}
  const buttons = singleTitle ? [singleTitle] : (btns ?? []).map((button) => button.title)
  return { title, text: said, buttons }
}

/** The message on one line, for a terminal. */
export function previewOf(message: WordyMessage): string {
  const { buttons, text, title } = readMessage(message)
  const words = [title || text, ...buttons.map((button) => `[${button}]`)].join(' ')
  // Control characters would play with the terminal.
  return words.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}
