import type { RobotView } from '../wire/types.ts'

/** The lines for a `.env` file that point a client at this robot. */
export function envBlockOf({ webhook, secret, keywords }: RobotView): string {
  const lines: [string, string | undefined][] = [
    ['DINGTALK_WEBHOOK', webhook],
    ['DINGTALK_SECRET', secret],
    ['DINGTALK_KEYWORDS', keywords.join(',')],
  ]
  return lines.flatMap(([name, value]) => (value ? [`${name}=${quote(value)}\n`] : [])).join('')
}

/** Plain where it can be: quotes are needed for blanks, `#` and the like. */
function quote(value: string): string {
  if (/^[^\s#'"`$\\]+$/.test(value)) return value
  return value.includes("'") ? `"${value.replaceAll('"', '\\"')}"` : `'${value}'`
}
