import { CopyButton } from '../parts/copy-button.tsx'
import { Section } from '../parts/panel.tsx'
import { useModel } from '../state/model.ts'
import { tokensOf } from './json-tokens.ts'

/** The body, indented and coloured where it is JSON. */
export function JsonSection({ text }: { text: string }) {
  const { inspect } = useModel().texts.value
  const pretty = indent(text)
  if (pretty === undefined) {
    return (
      <Section title={inspect.body}>
        <p class="faint">{inspect.noJson}</p>
        <pre class="raw">{text}</pre>
      </Section>
    )
  }
  return (
    <Section title={inspect.json} aside={<CopyButton text={pretty} plain />}>
      <pre class="raw json">
        {tokensOf(pretty).map(({ kind, text: piece }, index) =>
          kind ? (
            <span key={index} class={`json-${kind}`}>
              {piece}
            </span>
          ) : (
            piece
          ),
        )}
      </pre>
    </Section>
  )
}

function indent(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return undefined
  }
}
