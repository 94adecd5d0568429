import { cleanLine, safeLine } from './safe-text.ts'

/** Shown for a link without a title: a link without any text could not be tapped. */
const nameless = '🔗'

/** What a configured link may ask for; an empty or missing value leaves the link out. */
export interface LinkVariables {
  traceId?: string | undefined
  requestId?: string | undefined
  fingerprint?: string | undefined
  /** Milliseconds since 1970. */
  time?: string | undefined
}

/** The configured links as markdown, those left out that need a value which this alert does not have. */
export function fillLinks(
  links: readonly { title: string; url: string }[],
  variables: LinkVariables,
): string[] {
  const filled: string[] = []
  for (const { title, url } of links) {
    const address = fillAddress(url, variables)
    if (address !== undefined) filled.push(`[${safeLine(title) || nameless}](${address})`)
  }
  return filled
}

/** The address with its variables filled in; `undefined` when one is missing. */
function fillAddress(template: string, variables: LinkVariables): string | undefined {
  let missing = false
  const values = new Map(Object.entries(variables))
  const address = template.replace(/\{\{\s*(\w+)\s*\}\}/g, (_all, name: string) => {
    const value = cleanLine(values.get(name))
    if (value === '') missing = true
    return encodeURIComponent(value)
  })
  return missing ? undefined : withoutDelimiters(address)
}

/** A bracket, blank or angle in the address would end the markdown link early. */
function withoutDelimiters(address: string): string {
  return address.trim().replace(/[\s()<>\\"]/g, (character) => {
    const code = character.codePointAt(0) ?? 0
    return code < 0x80
      ? `%${code.toString(16).toUpperCase().padStart(2, '0')}`
      : encodeURIComponent(character)
  })
}
