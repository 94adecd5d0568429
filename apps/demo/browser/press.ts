import { begin, tell } from './result.ts'

/** Lets every button do its work in the background, and says what came of it. */
export function pressButtons(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.method !== 'post') return
    event.preventDefault()
    void press(form)
  })
}

/** What the form would do, without leaving the page. */
async function press(form: HTMLFormElement): Promise<void> {
  const button = form.querySelector('button')
  begin()
  button?.setAttribute('aria-busy', 'true')
  try {
    const answer = await fetch(form.action, { method: 'POST', headers: { accept: 'application/json' } })
    const said = form.dataset.said ?? wordsIn(await answer.json())
    // A button that is meant to fail has its words on the page.
    tell(said, form.action, answer.ok || form.dataset.said !== undefined)
  } catch {
    tell(document.body.dataset.offline ?? '', form.action, false)
  } finally {
    button?.removeAttribute('aria-busy')
  }
}

/** What the application did, or the message of Nest's answer to an error. */
function wordsIn(answer: unknown): string {
  if (typeof answer !== 'object' || answer === null) return ''
  if ('done' in answer) return String(answer.done)
  return 'message' in answer ? String(answer.message) : ''
}
