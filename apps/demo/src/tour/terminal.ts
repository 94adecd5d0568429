import { styleText } from 'node:util'

/** Colours where somebody sees them. */
const isShown = process.stdout.isTTY === true && !process.env.NO_COLOR

/** For what went well. */
export const good = (text: string) => style('green', text)
/** For what did not. */
export const failed = (text: string) => style('red', text)
/** For headlines and addresses. */
export const bold = (text: string) => style('bold', text)

function style(format: 'green' | 'red' | 'bold', text: string): string {
  return isShown ? styleText(format, text) : text
}

/** Signs that take two columns in a terminal. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/gu

/** Fills up with blanks; a Chinese character takes two columns. */
export function fit(text: string, columns: number): string {
  const width = text.length + (text.match(wide)?.length ?? 0)
  return text + ' '.repeat(Math.max(0, columns - width))
}
