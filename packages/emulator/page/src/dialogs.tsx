import { Dialog } from './parts/dialog.tsx'
import { useModel } from './state/model.ts'

/** The dialog that is open, if any. */
export function Dialogs() {
  const { dialog } = useModel()
  if (dialog.value === 'help') return <Help />
  return dialog.value === 'clear' ? <Clear /> : null
}

/** Keys, and what this page does not do. */
function Help() {
  const { dialog, texts } = useModel()
  const { help, shortcuts } = texts.value
  return (
    <Dialog title={help.title}>
      <dl class="shortcuts">
        {shortcuts.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p class="faint">{help.privacy}</p>
      <div class="dialog-end">
        <button
          type="button"
          class="button button-main"
          onClick={() => {
            dialog.value = 'none'
          }}
        >
          {help.close}
        </button>
      </div>
    </Dialog>
  )
}

/** Asks first: other open pages are emptied too. */
function Clear() {
  const { api, dialog, texts } = useModel()
  const { clear } = texts.value
  const close = () => {
    dialog.value = 'none'
  }
  const act = async (call: () => Promise<unknown>) => {
    await call()
    close()
  }
  return (
    <Dialog title={clear.title}>
      <p>{clear.text}</p>
      <div class="dialog-end">
        <button type="button" class="button" onClick={close}>
          {clear.cancel}
        </button>
        <button type="button" class="button" title={clear.everythingHint} onClick={() => act(api.reset)}>
          {clear.everything}
        </button>
        <button type="button" class="button button-main" onClick={() => act(api.clearMessages)}>
          {clear.messages}
        </button>
      </div>
    </Dialog>
  )
}
