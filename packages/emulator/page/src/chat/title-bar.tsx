import { Avatar } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { useModel } from '../state/model.ts'

/** The head of the group: its name, whether the page is live, and whose eyes to read with. */
export function TitleBar() {
  const { robots, connection, preferences, panel, dialog, texts } = useModel()
  const t = texts.value
  return (
    <header class="title-bar">
      <IconButton
        icon="menu"
        class="only-narrow"
        label={t.bar.menu}
        onClick={() => {
          panel.value = { kind: 'menu' }
        }}
      />
      <GroupAvatar names={robots.value.list.map(({ name }) => name)} />
      <div class="title">
        <h1>{t.group}</h1>
        <p>
          <span class={`dot dot-${connection.value}`} />
          <span role="status" class={connection.value}>
            {t.connection[connection.value]}
          </span>
          <span class="title-count">{t.robotsCount(robots.value.list.length)}</span>
        </p>
      </div>
      <Segmented
        label={t.reading.label}
        value={preferences.value.reading}
        choices={[
          ['phone', withIcon('phone', t.reading.phone), t.reading.phone],
          ['desktop', withIcon('desktop', t.reading.desktop), t.reading.desktop],
        ]}
        onChange={(reading) => {
          preferences.value = { ...preferences.value, reading }
        }}
      />
      <IconButton
        icon="trash"
        label={t.bar.clear}
        onClick={() => {
          dialog.value = 'clear'
        }}
      />
    </header>
  )
}

/** A group's picture is made of its members', as in the real client. */
function GroupAvatar({ names }: { names: readonly string[] }) {
  return (
    <span class="group-avatar" aria-hidden="true">
      {names.slice(0, 4).map((name) => (
        <Avatar key={name} name={name} small />
      ))}
    </span>
  )
}

function withIcon(icon: 'phone' | 'desktop', text: string) {
  return (
    <>
      <Icon name={icon} size={16} />
      <span class="only-wide">{text}</span>
    </>
  )
}
