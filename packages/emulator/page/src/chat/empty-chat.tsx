import { CopyButton } from '../parts/copy-button.tsx'
import { isFiltering, noFilter } from '../state/filter.ts'
import { useModel } from '../state/model.ts'

/** Where there is nothing to show: how to get a first message, or how to see the others. */
export function EmptyChat() {
  const { filter, records, robots, texts } = useModel()
  const { empty } = texts.value
  if (isFiltering(filter.value) && records.value.length > 0) {
    return (
      <div class="empty">
        <h2>{empty.filteredTitle}</h2>
        <p>{empty.filteredText}</p>
        <button
          type="button"
          class="button"
          onClick={() => {
            filter.value = noFilter
          }}
        >
          {empty.showAll}
        </button>
      </div>
    )
  }
  const webhook = robots.value.list[0]?.webhook
  return (
    <div class="empty">
      <h2>{empty.title}</h2>
      <p>{empty.text}</p>
      {webhook && (
        <>
          <code class="empty-webhook">{webhook}</code>
          <CopyButton text={webhook} label={empty.copyWebhook} />
        </>
      )}
    </div>
  )
}
