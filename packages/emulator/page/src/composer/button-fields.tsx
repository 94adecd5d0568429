import { TextField } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { useModel } from '../state/model.ts'
import { shownButtons, withItem } from './draft.ts'
import type { FieldsProps } from './kind-fields.tsx'

/** The buttons of a card, each with its text and address. */
export function ButtonFields({ draft, problems, set }: FieldsProps) {
  const { composer: t } = useModel().texts.value
  const { buttons } = draft
  const shown = shownButtons(draft)
  const note = (path: string) => {
    const problem = problems[path]
    return problem && t[problem]
  }
  return (
    <>
      {shown.map((button, index) => (
        <div class="item" key={index}>
          <div class="form-row">
            <TextField
              label={t.buttonTitle}
              value={button.title}
              error={note(`buttons.${index}.title`)}
              onInput={(title) => set({ buttons: withItem(buttons, index, { ...button, title }) })}
            />
            <TextField
              label={t.buttonUrl}
              value={button.url}
              error={note(`buttons.${index}.url`)}
              onInput={(url) => set({ buttons: withItem(buttons, index, { ...button, url }) })}
            />
          </div>
          {shown.length > 1 && (
            <IconButton
              icon="close"
              label={`${t.removeItem} ${button.title}`}
              onClick={() => set({ buttons: withItem(buttons, index, undefined) })}
            />
          )}
        </div>
      ))}
      {!draft.single && (
        <button
          type="button"
          class="add"
          onClick={() => set({ buttons: [...buttons, { title: '', url: 'https://' }] })}
        >
          <Icon name="plus" size={16} />
          {t.addButton}
        </button>
      )}
    </>
  )
}
