import { useState } from 'preact/hooks'
import { Check, SelectField, TextField } from '../parts/field.tsx'
import { useModel } from '../state/model.ts'
import { ApiError } from '../wire/api.ts'
import { type FaultDraft, faultOf, fieldsOf, firstFault, withKind } from './fault-draft.ts'

interface PartProps {
  draft: FaultDraft
  set: (change: Partial<FaultDraft>) => void
}

/** A fault to come: what, for whom, how often. */
export function FaultForm() {
  const { api, faultKinds, robots, texts } = useModel()
  const t = texts.value
  const [draft, setDraft] = useState(firstFault)
  const [error, setError] = useState('')
  const set = (change: Partial<FaultDraft>) => setDraft({ ...draft, ...change })
  const add = async (event: Event) => {
    event.preventDefault()
    try {
      await api.addFault(faultOf(draft))
      setError('')
    } catch (reason) {
      setError(reason instanceof ApiError ? reason.message : String(reason))
    }
  }
  return (
    <form class="form" onSubmit={add}>
      <SelectField
        label={t.faults.kind}
        hint={t.faultKinds[draft.kind][1]}
        value={draft.kind}
        choices={faultKinds.value.map((kind) => [kind, t.faultKinds[kind][0]])}
        onChange={(kind) => setDraft(withKind(draft, kind))}
      />
      <HowOften draft={draft} set={set} />
      <Particulars draft={draft} set={set} />
      <div class="form-row">
        <SelectField
          label={t.faults.robot}
          value={draft.robot}
          choices={[['', t.bar.allRobots], ...robots.value.list.map(({ name }) => [name, name] as const)]}
          onChange={(robot) => set({ robot })}
        />
        <TextField
          label={t.faults.delay}
          numeric
          placeholder="0"
          value={draft.delayMs}
          onInput={(delayMs) => set({ delayMs })}
        />
      </div>
      <div class="form-end">
        <button type="submit" class="button button-main">
          {t.faults.add}
        </button>
        <output class="bad">{error}</output>
      </div>
    </form>
  )
}

/** A count, a chance, or no end. */
function HowOften({ draft, set }: PartProps) {
  const { faults: t } = useModel().texts.value
  return (
    <div class="form-row">
      <SelectField
        label={t.how}
        value={draft.how}
        choices={[
          ['times', t.howTimes],
          ['chance', t.howChance],
          ['always', t.howAlways],
        ]}
        onChange={(how) => set({ how })}
      />
      {draft.how === 'times' && (
        <TextField label={t.times} numeric value={draft.times} onInput={(times) => set({ times })} />
      )}
      {draft.how === 'chance' && (
        <TextField label={t.chance} numeric value={draft.chance} onInput={(chance) => set({ chance })} />
      )}
    </div>
  )
}

/** Fields that only this kind of fault has. */
function Particulars({ draft, set }: PartProps) {
  const { faults: t } = useModel().texts.value
  const fields = fieldsOf(draft.kind)
  return (
    <>
      {fields.includes('errcode') && (
        <div class="form-row">
          <TextField label={t.errcode} value={draft.errcode} onInput={(errcode) => set({ errcode })} />
          <TextField label={t.errmsg} value={draft.errmsg} onInput={(errmsg) => set({ errmsg })} />
        </div>
      )}
      {fields.includes('status') && (
        <TextField
          label={t.status}
          numeric
          placeholder={draft.kind === 'http500' ? '500' : '200'}
          value={draft.status}
          onInput={(status) => set({ status })}
        />
      )}
      {fields.includes('when') && (
        <SelectField
          label={t.when}
          value={draft.when}
          choices={[
            ['after', t.after],
            ['before', t.before],
          ]}
          onChange={(when) => set({ when })}
        />
      )}
      {fields.includes('deliver') && (
        <>
          <Check label={t.deliver} checked={draft.deliver} onChange={(deliver) => set({ deliver })} />
          {draft.deliver && <p class="faint">{t.deliverHint}</p>}
        </>
      )}
    </>
  )
}
