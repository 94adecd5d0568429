import { Section } from '../parts/panel.tsx'
import { useModel } from '../state/model.ts'
import type { ReceivedRequest } from '../wire/types.ts'

/** Where the request came from, when, and with which headers. */
export function RequestSection({ request }: { request: ReceivedRequest }) {
  const { texts } = useModel()
  const t = texts.value
  const { time, address, method, url, headers } = request
  return (
    <Section title={t.inspect.request}>
      <dl class="facts">
        <dt>{t.inspect.time}</dt>
        <dd>{new Date(time).toLocaleString(t.htmlLang, { hour12: false, timeZoneName: 'short' })}</dd>
        <dt>{t.inspect.from}</dt>
        <dd>{address}</dd>
      </dl>
      <pre class="raw">
        {method} {url}
      </pre>
      <details>
        <summary>{t.inspect.headers}</summary>
        <dl class="facts">
          {Object.entries(headers).flatMap(([name, value]) => [
            <dt key={name}>{name}</dt>,
            <dd key={`${name}:`}>{String(value)}</dd>,
          ])}
        </dl>
      </details>
    </Section>
  )
}
