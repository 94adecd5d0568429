import { Check, TextField } from '../parts/field.tsx'
import { useModel } from '../state/model.ts'
import type { Draft } from './draft.ts'

/** Whom the message notifies. */
export function MentionFields({ draft, set }: { draft: Draft; set: (change: Partial<Draft>) => void }) {
  const { composer: t } = useModel().texts.value
  return (
    <fieldset class="group">
      <legend>{t.mentions}</legend>
      <div class="form-row">
        <TextField
          label={t.mobiles}
          hint={t.listHint}
          value={draft.mobiles}
          onInput={(mobiles) => set({ mobiles })}
        />
        <TextField
          label={t.userIds}
          hint={t.listHint}
          value={draft.userIds}
          onInput={(userIds) => set({ userIds })}
        />
      </div>
      <Check label={t.everybody} checked={draft.all} onChange={(all) => set({ all })} />
    </fieldset>
  )
}
