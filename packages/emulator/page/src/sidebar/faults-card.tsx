import { Icon } from '../parts/icon.tsx'
import { useModel } from '../state/model.ts'
import type { Texts } from '../texts/texts.ts'
import type { FaultView } from '../wire/types.ts'

/** What is to go wrong, in a line each. */
export function FaultsCard() {
  const { faults, panel, texts } = useModel()
  const t = texts.value
  return (
    <>
      {faults.value.length === 0 ? (
        <p class="faint">{t.faults.none}</p>
      ) : (
        <ul class="fault-lines">
          {faults.value.map((fault, index) => (
            <li key={`${index} ${fault.kind}`}>
              <Icon name="bolt" size={14} />
              <span>{t.faultKinds[fault.kind][0]}</span>
              <span class="faint">{howOften(fault, t)}</span>
            </li>
          ))}
        </ul>
      )}
      <button
        type="button"
        class="add"
        onClick={() => {
          panel.value = { kind: 'faults' }
        }}
      >
        <Icon name="bolt" size={16} />
        {t.faults.set}
      </button>
    </>
  )
}

/** How often a fault will still hit, in words. */
export function howOften({ times, probability }: FaultView, t: Texts): string {
  const chance = probability < 1 ? t.faultChance(Math.round(probability * 100)) : ''
  const left = times === null ? (chance ? '' : t.faults.untilCleared) : t.faultLeft(times)
  return [chance, left].filter(Boolean).join(' · ')
}
