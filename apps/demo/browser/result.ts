const result = document.getElementById('result')

/** Forgets what came of the button before. */
export function begin(): void {
  write('.arrived', '')
}

/** Says what a button did, and how to do the same in a terminal, until the next one is pressed. */
export function tell(said: string, action: string, isGood: boolean): void {
  write('.told', said)
  write('.command', `curl -X POST '${action}'`)
  result?.classList.toggle('bad', !isGood)
  result?.classList.remove('empty')
}

/** Says what the group got, which may be sooner than the button's own answer: on a phone the chat is out of sight. */
export function tellArrival(words: string): void {
  const label = result?.querySelector<HTMLElement>('.arrived')?.dataset.label ?? ''
  write('.arrived', `${label}${words}`)
}

function write(place: string, words: string): void {
  result?.querySelector(place)?.replaceChildren(words)
}

const hide = () => result?.classList.add('empty')
result?.querySelector('button')?.addEventListener('click', hide)
// It would cover the chat that it leads to.
result?.querySelector('.to-chat')?.addEventListener('click', hide)
