import { TextField } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { useModel } from '../state/model.ts'
import { type LinkDraft, withItem } from './draft.ts'
import type { FieldsProps } from './kind-fields.tsx'

/** The links of a feed card. */
export function LinkFields({ draft, problems, set }: FieldsProps) {
  const { composer: t } = useModel().texts.value
  const { links } = draft
  const field = (index: number, link: LinkDraft, name: keyof LinkDraft, label: string) => {
    const problem = problems[`links.${index}.${name}`]
    return (
      <TextField
        label={label}
        value={link[name]}
        error={problem && t[problem]}
        onInput={(value) => set({ links: withItem(links, index, { ...link, [name]: value }) })}
      />
    )
  }
  return (
    <>
      {links.map((link, index) => (
        <div class="item" key={index}>
          <div>
            {field(index, link, 'title', t.cardTitle)}
            <div class="form-row">
              {field(index, link, 'messageUrl', t.messageUrl)}
              {field(index, link, 'picUrl', t.picUrl)}
            </div>
          </div>
          {links.length > 1 && (
            <IconButton
              icon="close"
              label={`${t.removeItem} ${link.title}`}
              onClick={() => set({ links: withItem(links, index, undefined) })}
            />
          )}
        </div>
      ))}
      <button
        type="button"
        class="add"
        onClick={() => set({ links: [...links, { title: '', messageUrl: 'https://', picUrl: 'https://' }] })}
      >
        <Icon name="plus" size={16} />
        {t.addLink}
      </button>
    </>
  )
}
