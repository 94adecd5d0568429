import { Icon } from '../parts/icon.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { Panel, Section } from '../parts/panel.tsx'
import { howOften } from '../sidebar/faults-card.tsx'
import { useModel } from '../state/model.ts'
import { FaultForm } from './fault-form.tsx'
import { Watch } from './watch.tsx'

/** Lets requests go wrong on purpose, and shows how the client copes. */
export function FaultsPanel() {
  const { faults, texts } = useModel()
  const t = texts.value.faults
  return (
    <Panel title={t.title}>
      <p class="faint">{t.intro}</p>
      {faults.value.length > 0 && <Active />}
      <Section title={t.set}>
        <FaultForm />
      </Section>
      <Section title={t.watch}>
        <Watch />
      </Section>
    </Panel>
  )
}

/** What is still to come, each with a way to take it out. */
function Active() {
  const { api, faults, texts } = useModel()
  const t = texts.value
  const list = faults.value
  return (
    <Section
      title={t.faults.active}
      aside={
        <button type="button" class="link-button" onClick={() => api.setFaults([])}>
          {t.faults.clear}
        </button>
      }
    >
      <ul class="fault-lines fault-lines-wide">
        {list.map((fault, index) => (
          <li key={`${index} ${fault.kind}`}>
            <Icon name="bolt" size={14} />
            <span>
              {t.faultKinds[fault.kind][0]}
              {fault.robot && ` · ${fault.robot}`}
            </span>
            <span class="faint">{howOften(fault, t)}</span>
            <IconButton
              icon="close"
              label={`${t.faults.remove} ${t.faultKinds[fault.kind][0]}`}
              onClick={() => void api.setFaults(list.filter((other) => other !== fault))}
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}
