import type { ComponentChildren } from 'preact'

interface SegmentedProps<T extends string> {
  label: string
  value: T
  choices: readonly (readonly [value: T, text: ComponentChildren, hint?: string])[]
  onChange: (value: T) => void
}

/** A few choices in a row, of which one holds. */
export function Segmented<T extends string>({ label, value, choices, onChange }: SegmentedProps<T>) {
  return (
    <fieldset class="segmented">
      <legend class="hidden">{label}</legend>
      {choices.map(([choice, text, hint]) => (
        <button
          type="button"
          key={choice}
          aria-pressed={choice === value}
          aria-label={hint}
          title={hint}
          onClick={() => onChange(choice)}
        >
          {text}
        </button>
      ))}
    </fieldset>
  )
}
