import createDOMPurify from 'dompurify'
import { isInlinePicture, safeHref } from './links.ts'

const tags =
  'p br hr h1 h2 h3 h4 h5 h6 blockquote strong em s a ul ol li font span img code pre table thead tbody tr th td'
const attributes = 'href target rel color src alt class start'

/** Makes nodes of HTML and leaves out everything that is not plainly text, picture or link. */
export type Cleaner = (html: string) => DocumentFragment

/** The last gate before the page: whatever passes can neither run nor load anything. */
export function createCleaner(window: Window & typeof globalThis): Cleaner {
  const purify = createDOMPurify(window)
  // Its own pattern is one for all addresses; here a picture may only be inline, and a link never is.
  purify.addHook('uponSanitizeAttribute', (_, attribute) => {
    const { attrName, attrValue } = attribute
    if (attrName === 'src') attribute.keepAttr = isInlinePicture(attrValue)
    if (attrName === 'href') attribute.keepAttr = safeHref(attrValue) !== undefined
  })
  return (html) =>
    purify.sanitize(html, {
      ALLOWED_TAGS: tags.split(' '),
      ALLOWED_ATTR: attributes.split(' '),
      ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:|data:image\/(?:png|jpeg|gif|webp);base64,)/i,
      // Everything else is held against the pattern above, a colour too.
      ADD_URI_SAFE_ATTR: ['color', 'target', 'rel', 'start'],
      ALLOW_DATA_ATTR: false,
      ALLOW_ARIA_ATTR: false,
      RETURN_DOM_FRAGMENT: true,
    })
}
