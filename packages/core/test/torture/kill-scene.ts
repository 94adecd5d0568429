import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '@dingbell/emulator'

type Finish = (done: () => void | Promise<void>) => void

/** An emulated group, and processes that ring it and are killed. */
export interface Scene {
  emulator: Emulator
  root: string
  kills: { name: string; at: number }[]
  waitMs: number
  spool: boolean
  onFinished: Finish
}

/** One alert of which `capture` had returned. */
export interface Captured {
  by: string
  at: number
  kind: string
}

/** `waitMs`: how long a new kind waits for others; `spool`: whether anything is kept on disk. */
export async function open(waitMs: number, onFinished: Finish, spool = true): Promise<Scene> {
  const root = mkdtempSync(join(tmpdir(), 'dingbell-torture-'))
  const emulator = await startEmulator({ robots: [{ token: 'fa4e-token-of-the-torture' }] })
  onFinished(async () => {
    await emulator.close()
    rmSync(root, { recursive: true, force: true })
  })
  // So slow that many a process is killed while a message is on its way.
  emulator.fail({ kind: 'slow', delayMs: 150, times: Number.POSITIVE_INFINITY })
  return { emulator, root, kills: [], waitMs, spool, onFinished }
}

/** Resolves when the alerter is made. */
export async function start(
  { emulator, onFinished, root, spool, waitMs }: Scene,
  name: string,
  mode: 'loud' | 'quiet',
): Promise<ChildProcess> {
  const args = [
    emulator.webhook(),
    join(root, 'spool'),
    name,
    join(root, `${name}.truth`),
    mode,
    String(waitMs),
    String(spool),
  ]
  const env = { ...process.env, DINGBELL_STATE_DIR: join(root, 'state') }
  const child = fork(new URL('kill-child.mjs', import.meta.url), args, {
    env,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  onFinished(() => void child.kill('SIGKILL'))
  await once(child, 'message')
  return child
}

/** Kills it, and notes when. */
export async function kill(scene: Scene, name: string, child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  scene.kills.push({ name, at: Date.now() })
  await gone
}

/** All that was captured, by whom and when. */
export function truthOf({ root }: Scene): Captured[] {
  return readdirSync(root)
    .filter((file) => file.endsWith('.truth'))
    .flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => ({
          by: file.replace('.truth', ''),
          at: Number.parseInt(line, 10),
          kind: line.slice(line.indexOf(' ') + 1),
        })),
    )
}

/** A message that the group shows. */
export interface Shown {
  host: string
  number: number
  accepted: number
  isMarked: boolean
  /** Alerts of each kind that it tells of, and in all. */
  kinds: Map<string, { count: number; total: number }>
}

/** What the group shows, in its order. */
export function shownBy({ emulator }: Scene): Shown[] {
  return emulator.messages().map(({ body }) => {
    const text = 'markdown' in body ? body.markdown.text : ''
    const [, number = '', accepted = ''] = /#([\d,]+) · ([\d,]+) alert/.exec(text) ?? []
    return {
      host: /(?:host )?(p[a-z]+)\b/.exec(text)?.[1] ?? '',
      number: numberOf(number),
      accepted: numberOf(accepted),
      isMarked: text.includes('may have arrived'),
      kinds: kindsIn(text),
    }
  })
}

/** On a card `**12** times (40 in all)` stands below the kind, in a digest `×12 (40 in all)` beside it. */
function kindsIn(text: string): Shown['kinds'] {
  const kinds = new Map<string, { count: number; total: number }>()
  for (const line of text.split('\n')) {
    const [, kind] = /((?:old|new) [a-z]+)/.exec(line) ?? []
    if (kind === undefined || kinds.has(kind)) continue
    const amount =
      /×([\d,]+)(?: \(([\d,]+) in all\))?/.exec(line) ??
      /\*\*([\d,]+)\*\* times?(?: \(([\d,]+) in all\))?/.exec(text)
    const count = numberOf(amount?.[1] ?? '1')
    kinds.set(kind, { count, total: amount?.[2] ? numberOf(amount[2]) : count })
  }
  return kinds
}

function numberOf(text: string): number {
  return Number(text.replaceAll(',', ''))
}
