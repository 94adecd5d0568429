import { Icon, type IconName } from '../parts/icon.tsx'
import { useModel } from '../state/model.ts'
import type { ReceivedRequest, Verdict } from '../wire/types.ts'
import { exactTime } from './time.ts'

const icons: Record<Verdict['outcome'], IconName> = {
  accepted: 'check',
  repeated: 'copy',
  refused: 'close',
  faulted: 'bolt',
  unread: 'alert',
}

/** A request that brought no message: why, in words, and what to do about it. */
export function RefusedRow({ request }: { request: ReceivedRequest }) {
  const { panel, texts, viewOf, preferences } = useModel()
  const t = texts.value
  const { verdict, robot, time, id } = request
  const { outcome, errcode, fault, reason, fix } = verdict
  const { language } = preferences.value
  const why = reason?.[language] ?? (fault ? t.faultKinds[fault][1] : t.chat.repeatedWhy)
  return (
    <div class={`refused refused-${outcome}`}>
      <div class="refused-head">
        <Icon name={icons[outcome]} size={14} />
        <strong>{fault ? t.faultKinds[fault][0] : t.outcomes[outcome]}</strong>
        {errcode !== undefined && <code>{errcode}</code>}
        {robot && <span>{robot}</span>}
        <button
          type="button"
          class="meta"
          onClick={() => {
            panel.value = { kind: 'inspect', id }
          }}
        >
          <time>{exactTime(time, t.htmlLang)}</time>
          <span class="meta-open">
            {t.chat.details}
            <Icon name="next" size={13} />
          </span>
        </button>
      </div>
      <p class="refused-why">{why}</p>
      {fix && <p class="refused-fix">{fix[language]}</p>}
      <p class="refused-title">{viewOf(request).title}</p>
    </div>
  )
}
