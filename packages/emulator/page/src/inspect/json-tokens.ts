/** A stretch of JSON text; without a kind it is brackets, commas and blanks. */
export interface JsonToken {
  kind?: 'key' | 'text' | 'number' | 'word'
  text: string
}

const pattern = /("(?:\\.|[^"\\])*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b/g

/** Cuts well-formed JSON into what is coloured alike; joined together the texts are the JSON again. */
export function tokensOf(json: string): JsonToken[] {
  const tokens: JsonToken[] = []
  let end = 0
  for (const match of json.matchAll(pattern)) {
    const [whole, quoted, colon] = match
    if (match.index > end) tokens.push({ text: json.slice(end, match.index) })
    if (quoted === undefined)
      tokens.push({ kind: /[a-z]/.test(whole[0] ?? '') ? 'word' : 'number', text: whole })
    else tokens.push({ kind: colon === undefined ? 'text' : 'key', text: quoted })
    if (colon) tokens.push({ text: colon })
    end = match.index + whole.length
  }
  return end < json.length ? [...tokens, { text: json.slice(end) }] : tokens
}
