import { Icon, type IconName } from './icon.tsx'

interface IconButtonProps {
  icon: IconName
  /** Read aloud, and shown while the pointer rests on it. */
  label: string
  onClick: () => void
  class?: string
}

/** A button that is only a picture. */
export function IconButton({ icon, label, onClick, class: extra = '' }: IconButtonProps) {
  return (
    <button type="button" class={`icon-button ${extra}`} aria-label={label} title={label} onClick={onClick}>
      <Icon name={icon} />
    </button>
  )
}
