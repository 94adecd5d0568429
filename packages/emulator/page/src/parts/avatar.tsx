import { Icon } from './icon.tsx'

const hues = 6

/** A robot's picture: its colour depends only on its name. */
export function Avatar({ name, small = false }: { name: string; small?: boolean }) {
  const hue = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7) % hues
  return (
    <span class={`avatar avatar-${hue} ${small ? 'avatar-small' : ''}`} aria-hidden="true">
      <Icon name="robot" size={small ? 18 : 22} />
    </span>
  )
}
