import { Icon } from '../parts/icon.tsx'
import type { Filter } from '../state/filter.ts'
import { useModel } from '../state/model.ts'

const kinds = ['text', 'link', 'markdown', 'actionCard', 'feedCard'] as const

/** Search, and what else narrows the list. */
export function FilterBar() {
  const { filter, records, robots, texts } = useModel()
  const t = texts.value
  const set = (change: Partial<Filter>) => {
    filter.value = { ...filter.value, ...change }
  }
  const { search, robot, kind, refused } = filter.value
  const undelivered = records.value.filter(({ message }) => !message).length
  return (
    <search class="filters">
      <label class="search">
        <Icon name="search" size={16} />
        <span class="hidden">{t.bar.search}</span>
        <input
          id="search"
          type="search"
          placeholder={t.bar.search}
          value={search}
          autocomplete="off"
          onInput={(event) => set({ search: event.currentTarget.value })}
        />
      </label>
      <Select
        label={t.bar.robot}
        all={t.bar.allRobots}
        value={robot}
        choices={robots.value.list.map(({ name }) => [name, name])}
        onPick={(picked) => set({ robot: picked })}
      />
      <Select
        label={t.bar.kind}
        all={t.bar.allKinds}
        value={kind}
        choices={kinds.map((each) => [each, t.kinds[each]])}
        onPick={(picked) => set({ kind: picked })}
      />
      <button type="button" class="chip" aria-pressed={refused} onClick={() => set({ refused: !refused })}>
        {t.refusedToggle(undelivered)}
      </button>
    </search>
  )
}

interface SelectProps {
  label: string
  all: string
  value: string
  choices: readonly (readonly [value: string, text: string])[]
  onPick: (value: string) => void
}

/** A choice that looks like the chips beside it, and lights up when it holds something back. */
function Select({ label, all, value, choices, onPick }: SelectProps) {
  return (
    <select
      class={`chip ${value ? 'chip-on' : ''}`}
      aria-label={label}
      value={value}
      onChange={(event) => onPick(event.currentTarget.value)}
    >
      <option value="">{all}</option>
      {choices.map(([choice, text]) => (
        <option key={choice} value={choice}>
          {text}
        </option>
      ))}
    </select>
  )
}
