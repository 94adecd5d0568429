import { WarningPills } from '../chat/warning-pills.tsx'
import { curlOfRequest } from '../export/curl.ts'
import { typescriptOf } from '../export/typescript.ts'
import { titleOf } from '../message/parts.ts'
import { maxBytes, warningsOf } from '../message/warnings.ts'
import { CodeBlock } from '../parts/code-block.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { Meter } from '../parts/meter.tsx'
import { Panel, Section } from '../parts/panel.tsx'
import { useModel } from '../state/model.ts'
import type { MessageBody, ReceivedRequest } from '../wire/types.ts'
import { AnswerSection } from './answer-section.tsx'
import { JsonSection } from './json-section.tsx'
import { RequestSection } from './request-section.tsx'
import { SignatureSection } from './signature-section.tsx'

/** Everything there is to know of one request. */
export function InspectPanel({ id }: { id: number }) {
  const { records, texts } = useModel()
  const t = texts.value
  const request = records.value.find((each) => each.id === id)
  return (
    <Panel title={t.inspect.title} tools={<Neighbours id={id} />}>
      {request ? <Details request={request} /> : <p class="faint">{t.inspect.gone}</p>}
    </Panel>
  )
}

/** From what the caller was told down to how to do it again. */
function Details({ request }: { request: ReceivedRequest }) {
  const { robots, viewOf, texts } = useModel()
  const t = texts.value
  const { body } = viewOf(request)
  const robot = robots.value.list.find(({ name }) => name === request.robot)
  return (
    <>
      <AnswerSection request={request} />
      {body && <MessageSection request={request} body={body} keywords={robot?.keywords ?? []} />}
      <JsonSection text={request.body} />
      <Section title={t.inspect.size}>
        <Meter label={t.bytes(request.bytes)} used={request.bytes} most={maxBytes} noLimit="" />
      </Section>
      <SignatureSection signature={request.signature} />
      <RequestSection request={request} />
      <Section title={t.inspect.curl}>
        {request.signature.valid && <p class="faint">{t.inspect.resigned}</p>}
        {request.bytes > 0 && isCut(request) && <p class="faint">{t.inspect.cut}</p>}
        <CodeBlock code={curlOfRequest(request, location.origin, robot?.secret)} />
      </Section>
      {body && (
        <Section title={t.inspect.typescript}>
          <CodeBlock code={typescriptOf(body)} />
        </Section>
      )}
    </>
  )
}

interface MessageSectionProps {
  request: ReceivedRequest
  body: MessageBody
  keywords: readonly string[]
}

/** Only of an accepted message: how a phone announces it, and what to mind. */
function MessageSection({ request, body, keywords }: MessageSectionProps) {
  const { inspect, texts } = useModel()
  const t = texts.value
  const warnings = warningsOf(body, { bytes: request.bytes, keywords }, inspect)
  return (
    <>
      <Section title={t.inspect.notification}>
        <p class="notification">
          <strong>{t.group}</strong>
          <span>
            {request.robot}: {titleOf(body)}
          </span>
        </p>
      </Section>
      {warnings.length > 0 && (
        <Section title={t.inspect.warnings}>
          <dl class="advice">
            {warnings.map((warning) => (
              <div key={warning.code}>
                <dt>
                  <WarningPills warnings={[warning]} />
                </dt>
                <dd>{t.warnings[warning.code][1].replace('{}', warning.detail)}</dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
    </>
  )
}

/** The server keeps the first 20,000 characters of a body. */
function isCut({ bytes, body }: ReceivedRequest): boolean {
  return new TextEncoder().encode(body).length < bytes
}

/** Steps through what the list shows, filters included. */
function Neighbours({ id }: { id: number }) {
  const { visible, panel, texts } = useModel()
  const here = visible.value.findIndex((each) => each.id === id)
  const go = (step: number) => {
    const next = visible.value[here + step]
    if (next) panel.value = { kind: 'inspect', id: next.id }
  }
  return (
    <>
      <IconButton icon="back" label={texts.value.inspect.previous} onClick={() => go(-1)} />
      <IconButton icon="next" label={texts.value.inspect.next} onClick={() => go(1)} />
    </>
  )
}
