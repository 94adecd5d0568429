import type { Warning } from '../message/warnings.ts'
import { Icon } from '../parts/icon.tsx'
import { useModel } from '../state/model.ts'

/** What will disappoint on a phone, each in a few words; the advice shows while the pointer rests on it. */
export function WarningPills({ warnings }: { warnings: readonly Warning[] }) {
  const { texts } = useModel()
  if (warnings.length === 0) return null
  return (
    <ul class="pills">
      {warnings.map(({ code, detail }) => {
        const [short, advice] = texts.value.warnings[code]
        return (
          <li class="pill" key={code} title={advice.replace('{}', detail)}>
            <Icon name="alert" size={13} />
            {short.replace('{}', detail)}
          </li>
        )
      })}
    </ul>
  )
}
