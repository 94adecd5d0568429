/** One line of the table. */
export interface Result {
  what: string
  value: number
  unit: string
  /** What the design asks for; `undefined` where a figure is only informative. */
  must?: { atMost?: number; atLeast?: number }
  note?: string
}

/** How long a benchmark may take. */
interface Effort {
  /** Only shows that it runs. */
  short: boolean
  runs: number
}

/** A folder of benchmarks, by the name under which it can be asked for. */
export type Benchmark = (effort: Effort) => Promise<Result[]>

/** Whether the figure is as the design asks; `undefined` without a demand. */
function isMet({ must, value }: Result): boolean | undefined {
  if (!must) return undefined
  return (
    value <= (must.atMost ?? Number.POSITIVE_INFINITY) && value >= (must.atLeast ?? Number.NEGATIVE_INFINITY)
  )
}

/** The results as a markdown table. */
export function tableOf(results: readonly Result[]): string {
  const rows = results.map((result) => {
    const met = isMet(result)
    const cells = [
      result.what,
      `${format(result.value)} ${result.unit}`,
      demandOf(result),
      met === undefined ? '' : met ? 'yes' : '**no**',
      result.note ?? '',
    ]
    return `| ${cells.join(' | ')} |`
  })
  return ['| what | figure | must | met | note |', '| --- | --- | --- | --- | --- |', ...rows].join('\n')
}

function demandOf({ must, unit }: Result): string {
  if (!must) return ''
  return must.atMost === undefined
    ? `≥ ${format(must.atLeast ?? 0)} ${unit}`
    : `≤ ${format(must.atMost)} ${unit}`
}

function format(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toLocaleString('en', { maximumFractionDigits: digits })
}
