import { spawn } from 'node:child_process'
import { type Project, place, type Task } from './projects.ts'

/** What became of one task in one project. */
export interface Cell {
  name: string
  passed: number
  failures: string[]
}

const timeoutMs = 120_000

/** Runs a task: of the cases each one counts, of a user's own tests the run as a whole. */
export async function runCell(project: Project, task: Task, folder: string): Promise<Cell> {
  const name = `${project.name}, ${task.name}`
  const [command = '', ...before] = task.command
  const file = await place(task, folder)
  const { code, output } = await run(command, [...before, file, ...(task.args ?? [])], folder)
  const outcomes = [...output.matchAll(/^@case (.*)$/gm)].map(([, json = '{}']): unknown => JSON.parse(json))
  const failures = outcomes.filter(isFailure).map((outcome) => `${outcome.name}\n${outcome.failure}`)
  const passed = outcomes.length - failures.length
  const announced = Number(/^@cases (\d+)$/m.exec(output)?.[1] ?? 0)
  // A process can end well before its last case: nothing may have been left to wait for.
  const isComplete = code === 0 && outcomes.length === announced
  if (!isComplete)
    failures.push(`exit ${code}, ${outcomes.length} of ${announced} cases\n${output.slice(-4_000)}`)
  return { name, passed: announced === 0 && isComplete ? 1 : passed, failures }
}

function isFailure(outcome: unknown): outcome is { name: string; failure: string } {
  return typeof outcome === 'object' && outcome !== null && 'failure' in outcome
}

function run(
  command: string,
  args: readonly string[],
  cwd: string,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NODE_OPTIONS: '', DINGTALK_WEBHOOK: '', DINGTALK_SECRET: '' }
    const child = spawn(command, args, { cwd, env, timeout: timeoutMs })
    let output = ''
    const add = (chunk: Buffer) => {
      output += chunk
    }
    child.stdout.on('data', add)
    child.stderr.on('data', add)
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}
