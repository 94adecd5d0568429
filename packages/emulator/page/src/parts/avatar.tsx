import { Icon } from './icon.tsx'

const hues = 6

/** A robot's picture: its colour depends only on its name. */
export function Avatar({ name, small = false }: { name: string; small?: boolean }) {
  const hue = hash(name) % hues
  return (
    <span class={`avatar avatar-${hue} ${small ? 'avatar-small' : ''}`} aria-hidden="true">
      <Icon name="robot" size={small ? 18 : 22} />
    </span>
  )
}

/** FNV-1a: names that differ in one letter mostly get other colours. */
function hash(name: string): number {
  let sum = 0x811c9dc5
  for (const letter of name) sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return sum >>> 0
}
