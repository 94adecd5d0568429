import { effect } from '@preact/signals'
import { render } from 'preact'
import { App } from './app.tsx'
import { createModel, ModelContext } from './state/model.ts'
import { goOnline } from './state/online.ts'
import { savePreferences } from './state/preferences.ts'
import './styles/page.css'

//   GET /api/requests, then /api/events        POST /robot/send    PUT /api/robots, /api/faults
//        │                                         ▲                   ▲
//        ▼                                         │                   │
//   wire/live ──► state/online ──► state/model ──► composer/, robots/, faults/
//                                     │
//                    state/filter     ▼
//                       visible ──► chat/ ──► kinds/ ──► markdown/ reader ──► cleaner
//                                     │                     │
//                                     ▼                     ▼
//                                  inspect/  ◄───────── message/ warnings

const model = createModel()

effect(() => {
  const { theme } = model.preferences.value
  const { htmlLang, app } = model.texts.value
  document.documentElement.lang = htmlLang
  document.documentElement.dataset.theme = theme
  document.title = app
  savePreferences(() => localStorage, model.preferences.value)
})

const root = document.getElementById('app')
if (root) {
  render(
    <ModelContext.Provider value={model}>
      <App />
    </ModelContext.Provider>,
    root,
  )
}

goOnline(model)
