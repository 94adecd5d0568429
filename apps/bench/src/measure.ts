/** The middle one: a single slow run on a busy machine does not decide. */
export function median(values: readonly number[]): number {
  return percentile(values, 50)
}

/** The value below which `percent` of the values lie. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((percent / 100) * sorted.length))] ?? Number.NaN
}

/** Runs `job` as often as asked, and returns the median of what it returned. */
export async function medianOf(runs: number, job: () => number | Promise<number>): Promise<number> {
  const values: number[] = []
  for (let run = 0; run < runs; run += 1) values.push(await job())
  return median(values)
}

/** Nanoseconds of one call out of many. The first round only warms up. */
export function nanosecondsEach<Item>(items: readonly Item[], call: (item: Item) => void): number {
  const start = process.hrtime.bigint()
  for (const item of items) call(item)
  return Number(process.hrtime.bigint() - start) / items.length
}

/**
 * The same in CPU time of the thread that calls, so that what others do on the machine counts for less. Before Node 23.9, of
 * the whole process, its compilers included.
 */
export function cpuNanosecondsEach<Item>(items: readonly Item[], call: (item: Item) => void): number {
  const before = threadUsage()
  for (const item of items) call(item)
  const { system, user } = threadUsage(before)
  return (1_000 * (system + user)) / items.length
}

function threadUsage(before?: NodeJS.CpuUsage): NodeJS.CpuUsage {
  const { cpuUsage, threadCpuUsage = cpuUsage }: Usages = process
  return threadCpuUsage.call(process, before)
}

type Usages = Pick<NodeJS.Process, 'cpuUsage'> & { threadCpuUsage?: NodeJS.Process['cpuUsage'] }

/** CPU time that `job` took in this process, in ms. */
export async function cpuMs(job: () => void | Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await job()
  const { system, user } = process.cpuUsage(before)
  return (system + user) / 1_000
}
