import { useState } from 'preact/hooks'
import { envBlockOf } from '../export/env-block.ts'
import { CodeBlock } from '../parts/code-block.tsx'
import { Panel, Section } from '../parts/panel.tsx'
import { useModel } from '../state/model.ts'
import type { RobotView } from '../wire/types.ts'
import { RobotForm } from './robot-form.tsx'

/** Adds a robot, or shows one with its webhook and lets it be changed. */
export function RobotPanel({ name }: { name: string | undefined }) {
  const { robots, texts } = useModel()
  const t = texts.value
  const robot = robots.value.list.find((each) => each.name === name)
  return (
    <Panel title={robot?.name ?? t.robot.addTitle}>
      {robot && (
        <>
          <Section title={t.robot.webhook}>
            <CodeBlock code={robot.webhook} />
          </Section>
          <Section title={t.robot.env}>
            <CodeBlock code={envBlockOf(robot)} />
          </Section>
        </>
      )}
      <Section title={t.robots.options}>
        <RobotForm key={robot?.name ?? ''} robot={robot} />
      </Section>
      {robot && <Remove robot={robot} />}
    </Panel>
  )
}

/** Asks once more in place: a robot takes its meters along. */
function Remove({ robot }: { robot: RobotView }) {
  const { api, panel, texts } = useModel()
  const [sure, setSure] = useState(false)
  const { remove, removeSure } = texts.value.robot
  const act = async () => {
    if (!sure) return setSure(true)
    await api.removeRobot(robot.name)
    panel.value = { kind: 'none' }
  }
  return (
    <button type="button" class="button button-bad" onClick={act} onBlur={() => setSure(false)}>
      {sure ? removeSure : remove}
    </button>
  )
}
