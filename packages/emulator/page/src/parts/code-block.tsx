import { CopyButton } from './copy-button.tsx'

/** Text to be copied, as it is; long lines wrap, so that nothing hides beyond an edge. */
export function CodeBlock({ code }: { code: string }) {
  return (
    <div class="code">
      <pre>
        <code>{code}</code>
      </pre>
      <CopyButton text={code} />
    </div>
  )
}
