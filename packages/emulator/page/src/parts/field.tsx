import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

interface FieldProps {
  label: string
  hint?: string | undefined
  error?: string | undefined
  /** Something at the right of the label, such as a small button. */
  aside?: ComponentChildren
  children: (attributes: {
    id: string
    'aria-describedby'?: string
    'aria-invalid'?: true
  }) => ComponentChildren
}

/** A labelled input with a hint, or what is wrong with it. */
function Field({ label, hint, error, aside, children }: FieldProps) {
  const id = useId()
  const note = error ?? hint
  const described = note ? { 'aria-describedby': `${id}-note` } : {}
  return (
    <div class={`field ${error ? 'field-bad' : ''}`}>
      <div class="field-head">
        <label for={id}>{label}</label>
        {aside}
      </div>
      {children({ id, ...described, ...(error ? { 'aria-invalid': true as const } : {}) })}
      {note && (
        <p class="field-note" id={`${id}-note`}>
          {note}
        </p>
      )}
    </div>
  )
}

interface TextFieldProps extends Omit<FieldProps, 'children'> {
  value: string
  onInput: (value: string) => void
  rows?: number
  numeric?: boolean
  placeholder?: string
}

/** A line of text, or several. */
export function TextField({ value, onInput, rows, numeric, placeholder, ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      {(attributes) =>
        rows ? (
          <textarea
            {...attributes}
            rows={rows}
            value={value}
            onInput={(event) => onInput(event.currentTarget.value)}
          />
        ) : (
          <input
            {...attributes}
            value={value}
            placeholder={placeholder}
            inputMode={numeric ? 'numeric' : undefined}
            autocomplete="off"
            onInput={(event) => onInput(event.currentTarget.value)}
          />
        )
      }
    </Field>
  )
}

interface SelectFieldProps<T extends string> extends Omit<FieldProps, 'children'> {
  value: T
  choices: readonly (readonly [value: T, text: string])[]
  onChange: (value: T) => void
}

/** One of a list. */
export function SelectField<T extends string>({ value, choices, onChange, ...field }: SelectFieldProps<T>) {
  const pick = (picked: string) => {
    const choice = choices.find(([known]) => known === picked)
    if (choice) onChange(choice[0])
  }
  return (
    <Field {...field}>
      {(attributes) => (
        <select {...attributes} value={value} onChange={(event) => pick(event.currentTarget.value)}>
          {choices.map(([choice, text]) => (
            <option key={choice} value={choice}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** Yes or no. */
export function Check({
  label,
  checked,
  onChange,
}: {
  label: string
  checked: boolean
  onChange: (on: boolean) => void
}) {
  return (
    <label class="check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      {label}
    </label>
  )
}
