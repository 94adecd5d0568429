import { useMemo, useState } from 'preact/hooks'
import { SelectField } from '../parts/field.tsx'
import { Panel, Section } from '../parts/panel.tsx'
import { useModel } from '../state/model.ts'
import type { MessageType } from '../wire/types.ts'
import { type Draft, messageOf, problemsOf } from './draft.ts'
import { ExportCode } from './export-code.tsx'
import { firstDraft } from './first-draft.ts'
import { KindFields } from './kind-fields.tsx'
import { MentionFields } from './mention-fields.tsx'
import { Preview } from './preview.tsx'
import { SendButton } from './send-button.tsx'

const kinds: readonly MessageType[] = ['text', 'markdown', 'link', 'actionCard', 'feedCard']

/** Writes a message in a form, shows what the group would see, sends it and hands it over as code. */
export function ComposerPanel() {
  const { robots, texts } = useModel()
  const t = texts.value
  const [draft, setDraft] = useState(() => firstDraft(t))
  const names = robots.value.list.map(({ name }) => name)
  const [picked, setPicked] = useState('')
  const robot = robots.value.list.find(({ name }) => name === picked) ?? robots.value.list[0]
  const body = useMemo(() => messageOf(draft), [draft])
  const problems = useMemo(() => problemsOf(draft), [draft])
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const mentions = draft.msgtype !== 'link' && draft.msgtype !== 'feedCard'
  return (
    <Panel
      title={t.composer.title}
      footer={<SendButton robot={robot} body={body} ready={Object.keys(problems).length === 0} />}
    >
      <div class="composer">
        <div class="form">
          <div class="form-row">
            <SelectField
              label={t.composer.kind}
              value={draft.msgtype}
              choices={kinds.map((kind) => [kind, t.kinds[kind]])}
              onChange={(msgtype) => set({ msgtype })}
            />
            <SelectField
              label={t.composer.robot}
              value={robot?.name ?? ''}
              choices={names.map((name) => [name, name])}
              onChange={setPicked}
            />
          </div>
          <KindFields draft={draft} problems={problems} set={set} />
          {mentions && <MentionFields draft={draft} set={set} />}
        </div>
        <div class="composer-side">
          <Section title={t.composer.preview}>
            <Preview body={body} robot={robot} />
          </Section>
          <Section title={t.composer.export}>
            <ExportCode body={body} robot={robot} />
          </Section>
        </div>
      </div>
    </Panel>
  )
}
