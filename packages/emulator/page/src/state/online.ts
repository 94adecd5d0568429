import { Live } from '../wire/live.ts'
import type { ReceivedRequest } from '../wire/types.ts'
import { Batch } from './batch.ts'
import type { Model } from './model.ts'

/** More than this the page does not keep, however many the server does. */
const mostRecords = 10_000

const metersMs = 5000

/** Connects the model to the server, for as long as the page is open. */
export function goOnline(model: Model): void {
  const { api, records, connection } = model
  const meters = new Batch<null>(
    () => quietly(readRobots(model)),
    (act) => setTimeout(act, 250),
  )
  const batch = new Batch<ReceivedRequest>((news) => {
    records.value = [...records.value, ...news].slice(-mostRecords)
    // A request moves the meters, and may have used up a fault.
    meters.add(null)
    if (news.some(({ verdict }) => verdict.fault)) quietly(readFaults(model))
  }, nextFrame)
  const live = new Live(
    {
      load: async () => {
        const [{ requests, position }] = await Promise.all([
          api.requests(),
          readRobots(model),
          readFaults(model),
        ])
        batch.clear()
        records.value = requests.slice(-mostRecords)
        return position
      },
      onRequest: (request) => batch.add(request),
      onClear: () => {
        batch.clear()
        records.value = []
        quietly(Promise.all([readRobots(model), readFaults(model)]))
      },
      onRobots: () => quietly(readRobots(model)),
      onFaults: () => quietly(readFaults(model)),
      onConnection: (state) => {
        connection.value = state
      },
    },
    (url) => new EventSource(url),
  )
  void live.start()
  setInterval(() => {
    if (connection.value === 'live' && hasMovingMeters(model)) quietly(readRobots(model))
  }, metersMs)
}

/** Fetches robots and meters. */
export async function readRobots({ api, robots }: Model): Promise<void> {
  const { robots: list } = await api.robots()
  robots.value = { list, readAt: Date.now() }
}

async function readFaults({ api, faults, faultKinds }: Model): Promise<void> {
  const answer = await api.faults()
  faults.value = answer.faults
  faultKinds.value = answer.kinds
}

/** A server that is gone shows in the title bar; the reconnect fetches everything again. */
function quietly(call: Promise<unknown>): void {
  call.catch(() => undefined)
}

function hasMovingMeters({ robots }: Model): boolean {
  return robots.value.list.some(({ meters }) => meters.slotsUsed > 0 || meters.banRemainingMs > 0)
}

/** Frames stop in a hidden tab, yet its title and list shall stay true. */
function nextFrame(act: () => void): void {
  if (document.hidden) setTimeout(act, 50)
  else requestAnimationFrame(act)
}
