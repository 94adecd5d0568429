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

/** CPU time that `job` took in this process, in ms. */
export async function cpuMs(job: () => void | Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await job()
  const { system, user } = process.cpuUsage(before)
  return (system + user) / 1_000
}
