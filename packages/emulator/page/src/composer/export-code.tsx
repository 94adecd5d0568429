import { useState } from 'preact/hooks'
import { curlOfMessage } from '../export/curl.ts'
import { typescriptOf } from '../export/typescript.ts'
import { CodeBlock } from '../parts/code-block.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { useModel } from '../state/model.ts'
import type { MessageBody, RobotView } from '../wire/types.ts'

/** The same message as TypeScript, JSON or curl. */
export function ExportCode({ body, robot }: { body: MessageBody; robot: RobotView | undefined }) {
  const { composer } = useModel().texts.value
  const [form, setForm] = useState<'typescript' | 'json' | 'curl'>('typescript')
  const code = {
    typescript: () => typescriptOf(body),
    json: () => JSON.stringify(body, null, 2),
    curl: () => (robot ? curlOfMessage(robot, body) : ''),
  }
  return (
    <>
      <Segmented
        label={composer.export}
        value={form}
        choices={[
          ['typescript', 'TypeScript'],
          ['json', 'JSON'],
          ['curl', 'curl'],
        ]}
        onChange={setForm}
      />
      <CodeBlock code={code[form]()} />
    </>
  )
}
