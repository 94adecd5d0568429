import { type Language, languageFor } from '../texts/language.ts'

/** How a visitor wants to see the page. */
export interface Visitor {
  language: Language
  /** Absent: as the machine has it. */
  theme: 'light' | 'dark' | undefined
}

/** The little that is read of a request. */
interface Headed {
  headers: { cookie?: string | undefined; 'accept-language'?: string | undefined }
}

/** Reads the two cookies of this page; the browser's preference stands in for the language. */
export function visitorOf({ headers }: Headed, fallback: Language): Visitor {
  const cookie = (name: string) =>
    new RegExp(`(?:^|; )dingbell-${name}=([a-z]+)`).exec(headers.cookie ?? '')?.[1]
  const theme = cookie('theme')
  return {
    language: languageFor(cookie('lang'), headers['accept-language'], fallback),
    theme: theme === 'light' || theme === 'dark' ? theme : undefined,
  }
}
