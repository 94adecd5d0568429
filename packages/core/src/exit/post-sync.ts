import type { MessagePort } from 'node:worker_threads'
import { fieldsOf } from '../fields.ts'
import * as limits from '../limits.ts'
import { postScript } from './post-script.ts'

/** One request, as it goes out. */
export interface PostRequest {
  url: string
  headers: Record<string, string>
  body: string
  /** Time for it, its answer included, in ms. */
  timeoutMs: number
}

/** What came back: an answer, or why there is none. */
export type PostAnswer =
  | { status: number; headers: Record<string, string | undefined>; body: string }
  | { error: { code?: string; message: string } }

/** Variables that a connection depends on; with `NODE_OPTIONS` the host's hooks would run in the thread as well. */
const wanted = /^(NODE_(USE|TLS|EXTRA_CA)_\w+|SSL_CERT_\w+|(https?|no|all)_proxy)$/i
const flags = ['--use-env-proxy', '--use-system-ca']

/** Posts requests while this thread stands still, by a thread of its own: for an `exit` handler, which has no other way. */
export class PostSync {
  readonly #port: MessagePort
  readonly #turn = new Int32Array(new SharedArrayBuffer(4))
  readonly #deadline: number

  /** @throws Error where no thread may be started */
  constructor(totalMs: number) {
    this.#deadline = upMs() + totalMs
    const { MessageChannel, Worker } = process.getBuiltinModule('node:worker_threads')
    const { port1, port2 } = new MessageChannel()
    this.#port = port1
    const worker = new Worker(postScript, {
      eval: true,
      workerData: { answerBytes: limits.answerBytes, port: port2, turn: this.#turn },
      transferList: [port2],
      // Nothing of the host's runs in it, and nothing of its own is printed.
      env: environment(process.env, process.execArgv),
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16 },
    })
    worker.unref()
    port1.unref()
  }

  /** What is left of the time, in ms. */
  get leftMs(): number {
    return Math.max(0, this.#deadline - upMs())
  }

  /** Posts all at once. Returns their answers in the same order, `undefined` where none came in time. */
  exchange(requests: readonly PostRequest[]): (PostAnswer | undefined)[] {
    const { receiveMessageOnPort } = process.getBuiltinModule('node:worker_threads')
    const { leftMs } = this
    const turn = Atomics.load(this.#turn, 0)
    this.#port.postMessage(
      requests.map((request) => ({ ...request, timeoutMs: Math.min(request.timeoutMs, leftMs) })),
    )
    Atomics.wait(this.#turn, 0, turn, leftMs)
    const answers = requests.map((): PostAnswer | undefined => undefined)
    for (let next = receiveMessageOnPort(this.#port); next; next = receiveMessageOnPort(this.#port)) {
      const { answer, index } = fieldsOf(next.message)
      if (isAnswer(answer) && typeof index === 'number') answers[index] = answer
    }
    return answers
  }
}

/** The process's own age: unlike all other clocks, nobody fakes it. */
function upMs(): number {
  return process.uptime() * 1_000
}

function environment(env: NodeJS.ProcessEnv, execArgv: readonly string[]): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => wanted.test(name))
  const given = [...execArgv, ...(env.NODE_OPTIONS ?? '').split(/\s+/)]
  const flagged = flags.filter((flag) => given.includes(flag))
  return Object.fromEntries([
    ...kept,
    ...flagged.map((flag) => [flag.replace('--', 'node_').replaceAll('-', '_').toUpperCase(), '1']),
  ])
}

function isAnswer(value: unknown): value is PostAnswer {
  return typeof value === 'object' && value !== null && ('status' in value || 'error' in value)
}
