/** One sentence for people, in both languages of the page. */
export interface Words {
  zh: string
  en: string
}
