import { type ActiveFault, type Fault, resolveFault } from './fault.ts'

/** The faults to come, first set first hit. */
export class FaultList {
  private faults: ActiveFault[] = []

  constructor(private readonly random: () => number) {}

  /** Adds a fault behind the others. Throws `OptionError`. */
  add(fault: Fault): void {
    this.faults.push(...resolveAll([fault]))
  }

  /** Puts these in place of all others; changes nothing when one of them is malformed. */
  replace(faults: readonly Fault[]): void {
    this.faults = resolveAll(faults)
  }

  /** What is still to come. */
  all(): readonly ActiveFault[] {
    return this.faults
  }

  /** The fault that hits this call, if any; it is used up by one. */
  take(robot: string | undefined): ActiveFault | undefined {
    const hit = this.faults.find((fault) => this.hits(fault, robot))
    if (!hit) return undefined
    hit.times--
    if (hit.times <= 0) this.faults = this.faults.filter((fault) => fault !== hit)
    return hit
  }

  private hits(fault: ActiveFault, robot: string | undefined): boolean {
    if (fault.robot !== undefined && fault.robot !== robot) return false
    return fault.probability >= 1 || this.random() < fault.probability
  }
}

/** All must be well formed before any counts. One that shall hit no request is over before it begins. */
function resolveAll(faults: readonly Fault[]): ActiveFault[] {
  return faults.map(resolveFault).filter(({ times }) => times > 0)
}
