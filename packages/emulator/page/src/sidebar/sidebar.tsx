import bell from '../parts/bell.svg'
import { Icon } from '../parts/icon.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { Section } from '../parts/panel.tsx'
import { useModel } from '../state/model.ts'
import { FaultsCard } from './faults-card.tsx'
import { Preferences } from './preferences.tsx'
import { RobotCard } from './robot-card.tsx'

/** What stands at the left on a wide screen: who sends, how much they have left, what is to go wrong. */
export function Sidebar() {
  const { dialog, texts } = useModel()
  const t = texts.value
  return (
    <nav class="sidebar" aria-label={t.bar.menu}>
      <div class="brand">
        <img src={bell} alt="" width={30} height={30} />
        <span>{t.app}</span>
        <IconButton
          icon="help"
          label={t.bar.help}
          onClick={() => {
            dialog.value = 'help'
          }}
        />
      </div>
      <SidebarContent />
      <Preferences />
    </nav>
  )
}

/** The same without its frame, for the sheet that a phone opens. */
export function SidebarContent() {
  const { robots, panel, texts } = useModel()
  const t = texts.value
  return (
    <div class="sidebar-content">
      <Section title={t.robots.title}>
        <ul class="robot-list">
          {robots.value.list.map((robot) => (
            <RobotCard key={robot.token} robot={robot} readAt={robots.value.readAt} />
          ))}
        </ul>
        <button
          type="button"
          class="add"
          onClick={() => {
            panel.value = { kind: 'robot' }
          }}
        >
          <Icon name="plus" size={16} />
          {t.robots.add}
        </button>
      </Section>
      <Section title={t.faults.title}>
        <FaultsCard />
      </Section>
    </div>
  )
}
