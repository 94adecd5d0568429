import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { type Cleaner, createCleaner } from '../markdown/clean.ts'
import { createInspector, type Findings } from '../markdown/findings.ts'
import { createReader, type MarkdownReader, type Reading } from '../markdown/reader.ts'
import { en } from '../texts/en.ts'
import type { Texts } from '../texts/texts.ts'
import { zh } from '../texts/zh.ts'
import { type Api, createApi } from '../wire/api.ts'
import type { Connection } from '../wire/live.ts'
import type { FaultKind, FaultView, ReceivedRequest, RobotView } from '../wire/types.ts'
import { type Filter, filterBy, noFilter } from './filter.ts'
import { loadPreferences, type Preferences } from './preferences.ts'
import { createViews, type ViewOf } from './record-view.ts'

/** What stands beside the chat, or over it. */
type Panel =
  | { kind: 'none' | 'composer' | 'faults' | 'menu' }
  | { kind: 'inspect'; id: number }
  /** Without a name: a robot to add. */
  | { kind: 'robot'; name?: string }

/** The robots with the moment at which their meters were read. */
interface RobotsState {
  list: readonly RobotView[]
  readAt: number
}

/** Everything the page shows, in one place; components read it and the actions change it. */
export interface Model {
  api: Api
  records: Signal<readonly ReceivedRequest[]>
  visible: ReadonlySignal<readonly ReceivedRequest[]>
  robots: Signal<RobotsState>
  faults: Signal<readonly FaultView[]>
  faultKinds: Signal<readonly FaultKind[]>
  connection: Signal<Connection>
  filter: Signal<Filter>
  panel: Signal<Panel>
  dialog: Signal<'none' | 'help' | 'clear'>
  /** The request that the keyboard stands on. */
  current: Signal<number | undefined>
  preferences: Signal<Preferences>
  texts: ReadonlySignal<Texts>
  viewOf: ViewOf
  readers: Record<Reading, MarkdownReader>
  inspect: (markdown: string) => Findings
  clean: Cleaner
}

/** An empty page; `goOnline` fills it. */
export function createModel(): Model {
  const records = signal<readonly ReceivedRequest[]>([])
  const filter = signal(noFilter)
  const preferences = signal(loadPreferences(() => localStorage, navigator.language))
  const viewOf = createViews()
  return {
    api: createApi(),
    records,
    visible: computed(() => records.value.filter(filterBy(filter.value, viewOf))),
    robots: signal({ list: [], readAt: 0 }),
    faults: signal([]),
    faultKinds: signal([]),
    connection: signal('connecting'),
    filter,
    panel: signal({ kind: 'none' }),
    dialog: signal('none'),
    current: signal(undefined),
    preferences,
    texts: computed(() => (preferences.value.language === 'zh' ? zh : en)),
    viewOf,
    readers: { phone: createReader('phone'), desktop: createReader('desktop') },
    inspect: createInspector(),
    clean: createCleaner(window),
  }
}

/** How components reach the model; the provider stands in `main.tsx`. */
export const ModelContext = createContext<Model | undefined>(undefined)

/** The model of the page around a component. */
export function useModel(): Model {
  const model = useContext(ModelContext)
  if (!model) throw new Error('a component stands outside of ModelContext')
  return model
}
