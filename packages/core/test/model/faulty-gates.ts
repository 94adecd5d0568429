import { type Completion, Gate } from '../../src/pace/gate.ts'
import { createRegistry, type Registry } from '../../src/pace/registry.ts'
import type { Slot, SlotRequest } from '../../src/pace/slots.ts'

/** Frees a slot 60 s after its message *started*, as most limiters do: a control that must fail. */
class FreesAtStart extends Gate {
  readonly #starts = new Map<Slot, number>()

  override take(request: SlotRequest, now: number): Slot | undefined {
    const slot = super.take(request, now)
    if (slot) this.#starts.set(slot, now)
    return slot
  }

  override complete(slot: Slot, now: number, { throttled }: Completion, random: number): void {
    const oneSecondBeforeStart = (this.#starts.get(slot) ?? now) - 1_000
    super.complete(slot, oneSecondBeforeStart, { throttled: throttled ?? false }, random)
  }
}

/** Frees a slot 40 s after its message was completed: a control that must fail. */
class CoolsTooBriefly extends Gate {
  override complete(slot: Slot, now: number, completion: Completion, random: number): void {
    super.complete(slot, now - 21_000, completion, random)
  }
}

/** Frees a slot one second late: a control that must fail. */
class FreesLate extends Gate {
  override complete(slot: Slot, now: number, completion: Completion, random: number): void {
    super.complete(slot, now + 1_000, completion, random)
  }
}

/** Takes a request without an answer for dead, although it may still arrive: a control that must fail. */
class ForgetsLateArrivals extends Gate {
  override complete(slot: Slot, now: number, { throttled }: Completion, random: number): void {
    super.complete(slot, now, { throttled: throttled ?? false }, random)
  }
}

/** Does not remember that its robot is banned: a control that must fail. */
class ForgetsBans extends Gate {
  override complete(slot: Slot, now: number, { extraMs = 0 }: Completion, random: number): void {
    super.complete(slot, now, { extraMs }, random)
  }
}

/** Sits a ban out, and then lets everybody go at once instead of a single probe: a control that must fail. */
class ProbesInCrowds extends Gate {
  #bannedUntil = Number.NEGATIVE_INFINITY

  override complete(slot: Slot, now: number, { throttled, ...completion }: Completion, random: number): void {
    if (throttled) this.#bannedUntil = now + 610_000
    super.complete(slot, now, completion, random)
  }

  override bannedMs(now: number): number {
    return Math.max(0, this.#bannedUntil - now)
  }
}

/** A registry whose one gate is the given one. */
function registryOf(gate: Gate): Registry {
  return { ...createRegistry(), gate: () => gate }
}

/** Registries with a fault, each for one run. */
export const faulty = {
  freesAtStart: () => registryOf(new FreesAtStart()),
  coolsTooBriefly: () => registryOf(new CoolsTooBriefly()),
  freesLate: () => registryOf(new FreesLate()),
  forgetsLateArrivals: () => registryOf(new ForgetsLateArrivals()),
  probesInCrowds: () => registryOf(new ProbesInCrowds()),
  forgetsBans: () => registryOf(new ForgetsBans()),
}
