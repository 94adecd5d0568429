import { Section } from '../parts/panel.tsx'
import { useModel } from '../state/model.ts'
import type { ReceivedRequest } from '../wire/types.ts'

/** What was decided and answered, with the reason and the way out where the answer was no. */
export function AnswerSection({ request }: { request: ReceivedRequest }) {
  const { texts, preferences } = useModel()
  const t = texts.value
  const { verdict, answer } = request
  const { outcome, status, errcode, reason, fix, fault } = verdict
  const { language } = preferences.value
  return (
    <Section title={t.inspect.answer}>
      <p class={`verdict verdict-${outcome}`}>
        <strong>{t.outcomes[outcome]}</strong>
        {fault && <span class="tag tag-fault">{t.faultKinds[fault][0]}</span>}
        {status > 0 && <span class="tag">HTTP {status}</span>}
        {errcode !== undefined && <span class="tag">errcode {errcode}</span>}
      </p>
      {reason && <p>{reason[language]}</p>}
      {fix && (
        <p class="fix">
          <strong>{t.inspect.fix}</strong> {fix[language]}
        </p>
      )}
      {!reason && fault && <p>{t.faultKinds[fault][1]}</p>}
      {outcome === 'repeated' && <p>{t.chat.repeatedWhy}</p>}
      {answer ? <pre class="raw">{answer}</pre> : <p class="faint">{t.inspect.noAnswer}</p>}
    </Section>
  )
}
