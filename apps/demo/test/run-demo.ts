import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { TestContext } from 'vitest'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

/** A demo that runs as a process of its own, as it does for a newcomer. */
export interface RunningDemo {
  /** What it has printed so far. */
  output(): string
  /** Resolves with the match once that was printed; rejects when the demo ends before. */
  printed(pattern: RegExp): Promise<RegExpExecArray>
  kill(signal: NodeJS.Signals): void
  /** Resolves at the end with the exit code, or the signal that ended it. */
  ended: Promise<number | string>
}

/** Starts the built demo on free ports, in English. It ends with the test, at the latest. */
export function runDemo(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): RunningDemo {
  const demo = spawnDemo(args, env)
  onTestFinished(demo.stop)
  return demo
}

/** The same, for whoever ends it by hand. */
export function spawnDemo(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): RunningDemo & { stop(): Promise<void> } {
  const { DINGTALK_WEBHOOK: _, DINGTALK_SECRET: __, ...outside } = process.env
  const english = { LC_ALL: 'en_US.UTF-8', PORT: '0', DINGBELL_EMULATOR_PORT: '0' }
  const child = spawn(process.execPath, [main, ...args], { env: { ...outside, ...english, ...env } })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part
    })
  }
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal)
  const output = () => text
  return {
    output,
    printed: (pattern) => printed(child, output, pattern),
    kill: (signal) => child.kill(signal),
    ended,
    stop: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

function printed(child: ChildProcess, output: () => string, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = pattern.exec(output())
      if (found) resolve(found)
    }
    child.stdout?.on('data', look)
    child.on('close', () => reject(new Error(`${pattern} was never printed:\n${output()}`)))
    look()
  })
}

/** Where the page of a running demo is, once it stays up. */
export async function urlOf(demo: RunningDemo): Promise<string> {
  const [, url = ''] = await demo.printed(/The page: (\S+)\/\n.*Ctrl-C/s)
  return url
}
