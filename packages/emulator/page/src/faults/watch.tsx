import { useModel } from '../state/model.ts'

const shown = 48

/** The latest requests as a row of marks: a fault, the retries after it, and the success at last. */
export function Watch() {
  const { records, panel, texts } = useModel()
  const t = texts.value
  const latest = records.value.slice(-shown)
  if (latest.length === 0) return <p class="faint">{t.empty.title}</p>
  return (
    <>
      <p class="faint">{t.faults.watchHint}</p>
      <ol class="watch">
        {latest.map(({ id, verdict, robot }) => {
          const { outcome, fault } = verdict
          const name = fault ? t.faultKinds[fault][0] : t.outcomes[outcome]
          const label = `${id} ${robot ?? ''} ${t.outcomes[outcome]}${fault ? ` · ${name}` : ''}`
          return (
            <li key={id}>
              <button
                type="button"
                class={`mark mark-${outcome} ${fault ? 'mark-fault' : ''}`}
                aria-label={label}
                title={label}
                onClick={() => {
                  panel.value = { kind: 'inspect', id }
                }}
              />
            </li>
          )
        })}
      </ol>
    </>
  )
}
