/** Where a click may lead: the web, mail, a phone. `undefined` for everything else, scripts above all. */
export function safeHref(url: string): string | undefined {
  const wrapped = innerPage(url)
  if (wrapped !== undefined) return safeHref(wrapped)
  if (!URL.canParse(url)) return undefined
  const { protocol, href } = new URL(url)
  return ['http:', 'https:', 'mailto:', 'tel:'].includes(protocol) ? href : undefined
}

/** A picture that can be shown without asking any host for it. */
export function isInlinePicture(url: string): boolean {
  return /^data:image\/(?:png|jpeg|gif|webp);base64,/i.test(url)
}

/** The page inside `dingtalk://dingtalkclient/page/link?url=…`, which only DingTalk itself can open. */
function innerPage(url: string): string | undefined {
  if (!/^dingtalk:\/\/dingtalkclient\/page\/link\?/i.test(url)) return undefined
  return new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('url') ?? ''
}
