import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RobotOptions } from '@dingbell/core'
import { type Emulator, startEmulator } from '@dingbell/emulator'
import { freePort } from '../start/free-port.ts'

/** The DingTalk group that the demo rings. */
export interface Group {
  /** Absent with the real DingTalk. */
  emulator: Emulator | undefined
  /** How each part of the application reaches the group. */
  robots: { messages: RobotOptions; alerts: RobotOptions; pino: RobotOptions & { webhook: string } }
}

/** The group of `DINGTALK_WEBHOOK`; without it an emulated one on this machine, at the port wished for or a free one. */
export async function openGroup(env: NodeJS.ProcessEnv, emulatorPort: number): Promise<Group> {
  const webhook = env.DINGTALK_WEBHOOK?.trim()
  if (webhook) return { emulator: undefined, robots: shareOne(webhook, env) }
  // In the environment, since Pino's worker, which gets a copy of it, shares the robots with the main thread.
  env.DINGBELL_STATE_DIR ||= makeStateDir()
  const port = await freePort(emulatorPort)
  const robots = ['messages', 'alerts', 'pino'].map((name) => ({ name, secret }))
  const emulator = await startEmulator({ port, robots })
  const reach = (name: string) => ({ name, webhook: emulator.webhook(name), secret })
  return {
    emulator,
    robots: { messages: reach('messages'), alerts: reach('alerts'), pino: reach('pino') },
  }
}

/** Not a real one: it only makes the emulator check signatures. */
const secret = 'SECfa4e-demo-signing-secret'

/** One real robot for everything: whatever runs on this host shares its 18 messages a minute by itself, threads included. */
function shareOne(webhook: string, env: NodeJS.ProcessEnv): Group['robots'] {
  const keywords = (env.DINGTALK_KEYWORDS ?? '').split(/[,，]/).filter((keyword) => keyword.trim() !== '')
  const robot = { webhook, secret: env.DINGTALK_SECRET, keywords }
  return { messages: robot, alerts: robot, pino: robot }
}

/** Where the demo's threads share the emulated robots: those of an earlier run are gone, and what they had heard with them. */
function makeStateDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'dingbell-demo-'))
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }))
  return dir
}
