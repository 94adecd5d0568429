import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { find } from './tools.ts'

const bin = fileURLToPath(new URL('../dist/bin.js', import.meta.url))
const node = find('node') ?? process.execPath

/** What a run of the command ended with. */
export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/** A run of the command that may still go on. */
export interface Running {
  child: ChildProcessWithoutNullStreams
  /** What it has printed so far. */
  readonly stdout: string
  readonly stderr: string
  /** Resolves once the condition holds, asked whenever something is printed. */
  until(condition: (running: Running) => boolean): Promise<void>
  ended: Promise<Ended>
}

export interface RunOptions {
  env?: NodeJS.ProcessEnv
  /** What is piped in. Default: nothing, and the pipe is closed. */
  input?: string
  /** `false`: the pipe stays open. */
  closeInput?: boolean
  /** Words that may not be printed, besides the credentials of `env`. */
  secrets?: readonly string[]
}

/** Starts the built command under the machine's own Node, speaking English unless told otherwise. */
export function start(args: readonly string[], options: RunOptions = {}): Running {
  const { closeInput = true, env = {}, input = '' } = options
  const child = spawn(node, [bin, ...args], {
    // What another test sent through a robot of this machine is no business of the command's.
    env: {
      PATH: process.env.PATH,
      LANG: 'en_US.UTF-8',
      NODE_ENV: 'test',
      DINGBELL_STATE_DIR: 'false',
      ...env,
    },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const said = { stdout: '', stderr: '' }
  const watchers = new Set<() => void>()
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text
      for (const watcher of watchers) watcher()
    })
  }
  // It may have ended before it read anything.
  child.stdin.on('error', () => {})
  child.stdin.write(input)
  if (closeInput) child.stdin.end()
  const running: Running = {
    child,
    get stdout() {
      return said.stdout
    },
    get stderr() {
      return said.stderr
    },
    until: (condition) =>
      new Promise((resolve) => {
        const look = () => {
          if (!condition(running)) return
          watchers.delete(look)
          resolve()
        }
        watchers.add(look)
        look()
      }),
    ended: once(child, 'close').then(([code, signal]) =>
      withoutSecrets({ code, signal, ...said }, env, options.secrets),
    ),
  }
  return running
}

/** Runs the command to its end. Rejects when it printed a credential of its environment. */
export function dingbell(args: readonly string[], options?: RunOptions): Promise<Ended> {
  return start(args, options).ended
}

/** Every output of every test is searched: no credential may ever stand in one. */
function withoutSecrets(ended: Ended, env: NodeJS.ProcessEnv, more: readonly string[] = []): Ended {
  const { DINGTALK_SECRET: secret = '', DINGTALK_WEBHOOK: webhook = '' } = env
  const [, token = ''] = /(?:access_token|session)=([^&"]+)/.exec(webhook) ?? []
  const all = [secret, token, ...more].flatMap((each) => [each, encodeURIComponent(each)])
  const leaked = all.filter((each) => each.length > 3 && (ended.stdout + ended.stderr).includes(each))
  if (leaked.length > 0) throw new Error(`printed a credential: ${ended.stdout}${ended.stderr}`)
  return ended
}
