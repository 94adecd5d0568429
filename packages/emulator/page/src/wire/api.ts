import type {
  EmulatedRobot,
  FaultKind,
  FaultView,
  FaultWish,
  MessageBody,
  ReceivedRequest,
  RobotView,
} from './types.ts'

/** What the server said to a call that it did not take; the message is its own sentence. */
export class ApiError extends Error {
  override name = 'ApiError'
}

/** The active faults, and every kind there is. */
interface FaultsAnswer {
  faults: FaultView[]
  kinds: FaultKind[]
}

/** What the robot said to a message of the composer. */
interface SendAnswer {
  errcode?: number
  errmsg?: string
}

/** The emulator's JSON API, as far as the page uses it. */
export interface Api {
  requests(): Promise<{ requests: ReceivedRequest[]; position: string }>
  robots(): Promise<{ robots: RobotView[]; now: number }>
  addRobot(robot: EmulatedRobot): Promise<RobotView>
  editRobot(name: string, robot: EmulatedRobot): Promise<RobotView>
  removeRobot(name: string): Promise<unknown>
  faults(): Promise<FaultsAnswer>
  addFault(fault: FaultWish): Promise<FaultsAnswer>
  setFaults(faults: readonly FaultWish[]): Promise<FaultsAnswer>
  clearMessages(): Promise<unknown>
  reset(): Promise<unknown>
  /** Sends through the robot's own webhook, signed by the server where the robot asks for it. */
  send(robot: string, body: MessageBody): Promise<SendAnswer>
}

/** The API of the server that the page came from. */
export function createApi(): Api {
  const robotPath = (name: string) => `api/robots/${encodeURIComponent(name)}`
  return {
    requests: () => call('GET', 'api/requests'),
    robots: async () => withOwnOrigin(await call('GET', 'api/robots')),
    addRobot: (robot) => call('POST', 'api/robots', robot),
    editRobot: (name, robot) => call('PUT', robotPath(name), robot),
    removeRobot: (name) => call('DELETE', robotPath(name)),
    faults: () => call('GET', 'api/faults'),
    addFault: (fault) => call('POST', 'api/faults', fault),
    setFaults: (faults) => call('PUT', 'api/faults', faults),
    clearMessages: () => call('DELETE', 'api/messages'),
    reset: () => call('POST', 'api/reset'),
    send: async (robot, body) => {
      const { url } = await call<{ url: string }>('GET', `${robotPath(robot)}/signed`)
      const { pathname, search } = new URL(url)
      return call('POST', `.${pathname}${search}`, body)
    },
  }
}

/** A webhook is shown under the address by which the page itself is reached, be it through a forwarded port. */
function withOwnOrigin(answer: { robots: RobotView[]; now: number }): { robots: RobotView[]; now: number } {
  const robots = answer.robots.map((robot) => {
    const { pathname, search } = new URL(robot.webhook)
    return { ...robot, webhook: location.origin + pathname + search }
  })
  return { ...answer, robots }
}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const init: RequestInit = { method, redirect: 'manual' }
  if (body !== undefined) {
    init.body = JSON.stringify(body)
    init.headers = { 'content-type': 'application/json' }
  }
  const response = await fetch(path, init)
  const json = await readJson(response)
  if (response.ok && json !== undefined) return json
  throw new ApiError(json?.error ?? `HTTP ${response.status || '302'}`)
}

async function readJson(response: Response) {
  try {
    return JSON.parse(await response.text())
  } catch {
    return undefined
  }
}
