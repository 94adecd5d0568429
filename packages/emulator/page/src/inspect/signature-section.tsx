import { Icon } from '../parts/icon.tsx'
import { Section } from '../parts/panel.tsx'
import { useModel } from '../state/model.ts'
import type { ReceivedRequest } from '../wire/types.ts'

/** What the check of timestamp and sign found. */
export function SignatureSection({ signature }: { signature: ReceivedRequest['signature'] }) {
  const { texts } = useModel()
  const t = texts.value
  const { required, valid, timestamp, skewMs, trap = 'unknown' } = signature
  if (!required) {
    return (
      <Section title={t.inspect.signature}>
        <p class="faint">{t.inspect.noSignature}</p>
      </Section>
    )
  }
  return (
    <Section title={t.inspect.signature}>
      <p class={valid ? 'good' : 'bad'}>
        <Icon name={valid ? 'check' : 'close'} size={16} />
        {valid ? t.inspect.validSignature : t.brokenSignature(t.traps[trap])}
      </p>
      {timestamp && (
        <p class="faint">
          timestamp {timestamp}
          {skewMs !== undefined && ` · ${t.skew(skewMs)}`}
        </p>
      )}
    </Section>
  )
}
