const result = document.getElementById('result')

/** Says what a button did, and how to do the same in a terminal, until the next one is pressed. */
export function tell(said: string, action: string, isGood: boolean): void {
  write('.told', said)
  write('.arrived', '')
  write('.command', `curl -X POST '${action}'`)
  result?.classList.toggle('bad', !isGood)
  result?.classList.remove('empty')
}

/** Adds what came of it in the group: on a phone the chat is out of sight. */
export function tellArrival(words: string): void {
  if (result?.classList.contains('empty')) return
  const label = result?.querySelector<HTMLElement>('.arrived')?.dataset.label ?? ''
  write('.arrived', `${label}${words}`)
}

function write(place: string, words: string): void {
  result?.querySelector(place)?.replaceChildren(words)
}

result?.querySelector('button')?.addEventListener('click', () => result.classList.add('empty'))
