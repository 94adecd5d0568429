import { Announcer } from './chat/announcer.tsx'
import { ComposeBar } from './chat/compose-bar.tsx'
import { Feed } from './chat/feed.tsx'
import { FilterBar } from './chat/filter-bar.tsx'
import { TitleBar } from './chat/title-bar.tsx'
import { ComposerPanel } from './composer/composer-panel.tsx'
import { Dialogs } from './dialogs.tsx'
import { FaultsPanel } from './faults/faults-panel.tsx'
import { InspectPanel } from './inspect/inspect-panel.tsx'
import { Panel } from './parts/panel.tsx'
import { useMedia } from './parts/use-media.ts'
import { RobotPanel } from './robots/robot-panel.tsx'
import { Preferences } from './sidebar/preferences.tsx'
import { Sidebar, SidebarContent } from './sidebar/sidebar.tsx'
import { useModel } from './state/model.ts'
import { useShortcuts } from './state/use-shortcuts.ts'

/** The page: robots at the left, the chat in the middle, what was opened at the right. */
export function App() {
  const model = useModel()
  const { panel, preferences } = model
  useShortcuts(model)
  // On a phone a panel covers everything: what lies behind it must not take the focus.
  const covered = useMedia('(width < 800px)') && panel.value.kind !== 'none'
  return (
    <div class="app" data-panel={panel.value.kind} data-reading={preferences.value.reading}>
      <Sidebar />
      <main class="chat" inert={covered}>
        <TitleBar />
        <FilterBar />
        <Feed />
        <ComposeBar />
      </main>
      <OpenPanel />
      <Dialogs />
      <Announcer />
    </div>
  )
}

/** At most one panel at a time. */
function OpenPanel() {
  const { panel, texts } = useModel()
  const open = panel.value
  switch (open.kind) {
    case 'none':
      return null
    case 'inspect':
      return <InspectPanel id={open.id} />
    case 'composer':
      return <ComposerPanel />
    case 'faults':
      return <FaultsPanel />
    case 'robot':
      return <RobotPanel name={open.name} />
    case 'menu':
      return (
        <Panel title={texts.value.app}>
          <SidebarContent />
          <Preferences />
        </Panel>
      )
  }
}
