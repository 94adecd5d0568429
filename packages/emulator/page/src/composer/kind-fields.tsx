import { Check, TextField } from '../parts/field.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { useModel } from '../state/model.ts'
import { ButtonFields } from './button-fields.tsx'
import type { Draft, Problems } from './draft.ts'
import { LinkFields } from './link-fields.tsx'

/** What every group of fields is given. */
export interface FieldsProps {
  draft: Draft
  problems: Problems
  set: (change: Partial<Draft>) => void
}

/** The fields of the chosen kind. */
export function KindFields(props: FieldsProps) {
  const { msgtype } = props.draft
  if (msgtype === 'text') return <TextFields {...props} />
  if (msgtype === 'feedCard') return <LinkFields {...props} />
  return (
    <>
      <TitleAndText {...props} />
      {msgtype === 'link' && <LinkTarget {...props} />}
      {msgtype === 'actionCard' && <CardFields {...props} />}
    </>
  )
}

/** Plain text has no title. */
function TextFields({ draft, problems, set }: FieldsProps) {
  const { composer: t } = useModel().texts.value
  return (
    <TextField
      label={t.content}
      rows={4}
      value={draft.content}
      error={problems.content && t[problems.content]}
      onInput={(content) => set({ content })}
    />
  )
}

/** A link shows its title; the other two only notify with it. */
function TitleAndText({ draft, problems, set }: FieldsProps) {
  const { composer: t } = useModel().texts.value
  const isLink = draft.msgtype === 'link'
  return (
    <>
      <TextField
        label={t.cardTitle}
        hint={isLink ? undefined : t.titleHint}
        value={draft.title}
        error={problems.title && t[problems.title]}
        onInput={(title) => set({ title })}
      />
      <TextField
        label={t.text}
        hint={isLink ? undefined : t.textHint}
        rows={isLink ? 2 : 7}
        value={draft.text}
        error={problems.text && t[problems.text]}
        onInput={(text) => set({ text })}
      />
    </>
  )
}

/** Where a link leads, and the picture beside it. */
function LinkTarget({ draft, problems, set }: FieldsProps) {
  const { composer: t } = useModel().texts.value
  return (
    <>
      <TextField
        label={t.messageUrl}
        value={draft.messageUrl}
        error={problems.messageUrl && t[problems.messageUrl]}
        onInput={(messageUrl) => set({ messageUrl })}
      />
      <TextField
        label={t.picUrl}
        hint={t.pictureHint}
        value={draft.picUrl}
        error={problems.picUrl && t[problems.picUrl]}
        onInput={(picUrl) => set({ picUrl })}
      />
    </>
  )
}

/** One button or several, and how several stand. */
function CardFields(props: FieldsProps) {
  const { draft, set } = props
  const { composer: t } = useModel().texts.value
  return (
    <>
      <div class="form-line">
        <Segmented
          label={t.buttons}
          value={draft.single ? 'single' : 'several'}
          choices={[
            ['single', t.single],
            ['several', t.several],
          ]}
          onChange={(choice) => set({ single: choice === 'single' })}
        />
        {!draft.single && (
          <Segmented
            label={t.orientation}
            value={draft.horizontal ? 'horizontal' : 'vertical'}
            choices={[
              ['vertical', t.vertical],
              ['horizontal', t.horizontal],
            ]}
            onChange={(choice) => set({ horizontal: choice === 'horizontal' })}
          />
        )}
      </div>
      <ButtonFields {...props} />
      <Check label={t.hideAvatar} checked={draft.hideAvatar} onChange={(hideAvatar) => set({ hideAvatar })} />
    </>
  )
}
