import { useState } from 'preact/hooks'
import { SelectField, TextField } from '../parts/field.tsx'
import { useModel } from '../state/model.ts'
import { readRobots } from '../state/online.ts'
import { ApiError } from '../wire/api.ts'
import type { RobotView } from '../wire/types.ts'
import { badNumbers, draftOf, makeSecret, type NumberField, type RobotDraft, robotOf } from './robot-draft.ts'

const states = ['active', 'stopped', 'removed', 'disbanded'] as const

/** All settings of a robot; the server checks them, and its sentence is shown when it says no. */
export function RobotForm({ robot }: { robot: RobotView | undefined }) {
  const model = useModel()
  const t = model.texts.value
  const [draft, setDraft] = useState(() => draftOf(robot))
  const [outcome, setOutcome] = useState<{ error: string } | 'saved'>()
  const set = (change: Partial<RobotDraft>) => {
    setDraft({ ...draft, ...change })
    setOutcome(undefined)
  }
  const bad = badNumbers(draft)
  const save = async (event: Event) => {
    event.preventDefault()
    if (bad.length > 0) return
    try {
      const wish = robotOf(draft)
      const saved = robot ? await model.api.editRobot(robot.name, wish) : await model.api.addRobot(wish)
      await readRobots(model)
      model.panel.value = { kind: 'robot', name: saved.name }
      setOutcome('saved')
    } catch (error) {
      setOutcome({ error: error instanceof ApiError ? error.message : String(error) })
    }
  }
  return (
    <form class="form" onSubmit={save}>
      <Identity draft={draft} set={set} />
      <Security draft={draft} set={set} />
      <Limits draft={draft} set={set} bad={bad} />
      <div class="form-end">
        <button type="submit" class="button button-main">
          {robot ? t.robot.save : t.robot.add}
        </button>
        <output class={outcome === 'saved' ? 'good' : 'bad'}>
          {outcome === 'saved' ? t.robot.saved : outcome?.error}
        </output>
      </div>
    </form>
  )
}

interface PartProps {
  draft: RobotDraft
  set: (change: Partial<RobotDraft>) => void
}

/** Name, token, and whether the robot is still in its group. */
function Identity({ draft, set }: PartProps) {
  const t = useModel().texts.value
  return (
    <>
      <TextField
        label={t.robot.name}
        hint={t.robot.nameHint}
        value={draft.name}
        onInput={(name) => set({ name })}
      />
      <TextField
        label={t.robot.token}
        hint={t.robot.tokenHint}
        value={draft.token}
        onInput={(token) => set({ token })}
      />
      <SelectField
        label={t.robot.state}
        value={draft.state}
        choices={states.map((state) => [state, t.states[state]])}
        onChange={(state) => set({ state })}
      />
    </>
  )
}

/** DingTalk's three security modes, any of which may be combined. */
function Security({ draft, set }: PartProps) {
  const { robot: t } = useModel().texts.value
  const make = (
    <button type="button" class="link-button" onClick={() => set({ secret: makeSecret() })}>
      {t.makeSecret}
    </button>
  )
  return (
    <>
      <TextField
        label={t.secret}
        hint={t.secretHint}
        aside={make}
        value={draft.secret}
        onInput={(secret) => set({ secret })}
      />
      <TextField
        label={t.keywords}
        hint={t.keywordsHint}
        value={draft.keywords}
        onInput={(keywords) => set({ keywords })}
      />
      <TextField
        label={t.ips}
        hint={t.ipsHint}
        value={draft.allowIps}
        onInput={(allowIps) => set({ allowIps })}
      />
    </>
  )
}

/** An empty limit is none. */
function Limits({ draft, set, bad }: PartProps & { bad: readonly NumberField[] }) {
  const { robot: t } = useModel().texts.value
  const field = (name: NumberField, label: string, hint?: string) => (
    <TextField
      label={label}
      hint={hint}
      numeric
      error={bad.includes(name) ? t.notNumber : undefined}
      value={draft[name]}
      onInput={(value) => set({ [name]: value })}
    />
  )
  return (
    <div class="form-row">
      {field('perMinute', t.perMinute, t.limitHint)}
      {field('perMonth', t.perMonth, t.limitHint)}
      {field('banSeconds', t.ban)}
    </div>
  )
}
