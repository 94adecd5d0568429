import { fieldsOf } from '../fields.ts'
import { createMeter, type HostMeter, type Meter, monthOf } from '../pace/quota.ts'
import type { Document } from './document.ts'
import { update } from './shared-document.ts'

/** What one month's meter is shared by. */
export interface MeterBookParts {
  document: Document
  place: string
  /** Hears why nothing can be shared. */
  onTrouble(error: unknown): void
}

/** What is written down of a meter; how many direct calls were counted is each process's own affair. */
type MeterRecord = Omit<Meter, 'directSeen'>

/** A month's meter, counted by all processes of the host together. */
export class MeterBook implements HostMeter {
  readonly place: string
  readonly #parts: MeterBookParts

  constructor(parts: MeterBookParts) {
    this.place = parts.place
    this.#parts = parts
  }

  share<Result>(meter: Meter, change: () => Result): Result {
    const { directSeen } = meter
    try {
      return update(this.#parts.document, (text) => {
        Object.assign(meter, parseMeter(text), { directSeen })
        const { announced, month, used } = meter
        const result = change()
        const isChanged = used !== meter.used || month !== meter.month || announced !== meter.announced
        return { result, text: isChanged ? write(meter) : undefined }
      })
    } catch (error) {
      this.#parts.onTrouble(error)
      meter.directSeen = directSeen
      return change()
    }
  }

  /** Counts a call for which nobody in this process keeps a meter. */
  countDirect(now: number): void {
    const meter = createMeter(now)
    this.share(meter, () => {
      if (monthOf(now) > meter.month) Object.assign(meter, createMeter(now))
      meter.used += 1
      meter.bucket = Math.max(0, meter.bucket - 1)
    })
  }
}

function write({ announced, at, bucket, month, used }: MeterRecord): string {
  return JSON.stringify({ month, used, bucket, at, announced })
}

/** A meter that cannot be read begins anew. */
function parseMeter(text: string): MeterRecord | undefined {
  try {
    const record = fieldsOf(JSON.parse(text))
    const number = (key: keyof MeterRecord) => Number(record[key])
    const [month, used, bucket] = [number('month'), number('used'), number('bucket')]
    const meter = { month, used, bucket, at: number('at'), announced: number('announced') }
    return Object.values(meter).every(Number.isFinite) ? meter : undefined
  } catch {
    return undefined
  }
}
