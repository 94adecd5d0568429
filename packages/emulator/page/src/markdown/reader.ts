import MarkdownItClass, { type MarkdownIt } from 'markdown-it'
import { type Mentions, noMentions, splitMentions } from '../message/at.ts'
import { fontColour } from './font-colour.ts'
import { isInlinePicture, safeHref } from './links.ts'

/** Whose eyes to read with. */
export type Reading = 'phone' | 'desktop'

/** What a message brings along to its markdown. */
interface MarkdownContext {
  mentions: Mentions
  /** Stands in for a picture that would have to be fetched from another host. */
  pictureNote: string
}

/** Turns DingTalk's markdown into HTML; it still has to pass the cleaner. */
export type MarkdownReader = (text: string, context: MarkdownContext) => string

/** Phones show tables and code as the plain characters they are. */
const notOnPhones = ['table', 'fence', 'code', 'backticks']

/** A reader for one kind of client. */
export function createReader(reading: Reading): MarkdownReader {
  const md = new MarkdownItClass({ html: false, linkify: true })
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
  if (reading === 'phone') md.disable(notOnPhones)
  fontColour(md)
  let context: MarkdownContext = { mentions: noMentions, pictureNote: '' }
  setRules(md, () => context)
  return (text, given) => {
    context = given
    return md.render(text)
  }
}

function setRules(md: MarkdownIt, context: () => MarkdownContext): void {
  const { escapeHtml } = md.utils
  md.renderer.rules.text = (tokens, index) =>
    splitMentions(tokens[index]?.content ?? '', context().mentions)
      .map(({ text, mention }) =>
        mention ? `<span class="mention">${escapeHtml(text)}</span>` : escapeHtml(text),
      )
      .join('')

  md.renderer.rules.image = (tokens, index) => {
    const url = String(tokens[index]?.attrGet('src') ?? '')
    const alt = escapeHtml(tokens[index]?.content ?? '')
    if (isInlinePicture(url)) return `<img src="${escapeHtml(url)}" alt="${alt}">`
    const note = escapeHtml(context().pictureNote)
    return `<span class="picture"><span class="picture-alt">${alt}</span><span class="picture-url">${escapeHtml(url)}</span><span class="picture-note">${note}</span></span>`
  }

  md.renderer.rules.link_open = (tokens, index) => {
    const href = safeHref(String(tokens[index]?.attrGet('href') ?? ''))
    return href ? `<a href="${escapeHtml(href)}" target="_blank" rel="noopener noreferrer">` : '<a>'
  }
}
