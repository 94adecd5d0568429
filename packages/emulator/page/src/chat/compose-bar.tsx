import { Icon } from '../parts/icon.tsx'
import { useModel } from '../state/model.ts'

/** Where a chat has its input: opens the composer. */
export function ComposeBar() {
  const { panel, texts } = useModel()
  return (
    <footer class="compose-bar">
      <button
        type="button"
        onClick={() => {
          panel.value = { kind: 'composer' }
        }}
      >
        <Icon name="pen" size={17} />
        <span>{texts.value.chat.compose}</span>
        <kbd class="only-wide">C</kbd>
      </button>
    </footer>
  )
}
