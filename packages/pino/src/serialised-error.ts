import { type Bag, isObject, textOf } from './guard.ts'

/** Deeper than any alert shows. */
const maxDepth = 6

/** Between the stacks of an error and of its cause, where Pino's serializer writes them one below the other. */
const causedBy = '\ncaused by: '

/**
 * An error as Pino's serializers write it, back in the shape of an Error: `type` becomes `name`, `aggregateErrors` become
 * `errors`, and the causes, whose messages and stacks Pino appends to the error's own, become `cause`.
 */
export function readError(serialised: Bag, depth = 0): Bag {
  const { aggregateErrors, cause, code, errors, message, name, stack, type } = serialised
  const [ownStack, ...causeStacks] = typeof stack === 'string' ? stack.split(causedBy) : []
  const inner = isObject(cause) ? nested(cause, depth) : chain(causeStacks)
  const members = [aggregateErrors, errors].find(Array.isArray)
  return {
    name: textOf(type) ?? textOf(name) ?? 'Error',
    message: typeof message === 'string' ? withoutCauses(message, causeStacks) : undefined,
    ...(ownStack !== undefined && { stack: ownStack }),
    ...(code !== undefined && { code }),
    ...(inner !== undefined && { cause: inner }),
    ...(members && { errors: members.map((member) => (isObject(member) ? nested(member, depth) : member)) }),
  }
}

function nested(error: Bag, depth: number): Bag | undefined {
  return depth < maxDepth ? readError(error, depth + 1) : undefined
}

/** The causes, of which only the stacks are left, each inside the one before. */
function chain(stacks: readonly string[]): Bag | undefined {
  return stacks
    .slice(0, maxDepth)
    .reduceRight<Bag | undefined>(
      (cause, stack) => ({ ...headOf(stack), stack, ...(cause && { cause }) }),
      undefined,
    )
}

/** `outer: inner: innermost` is the message of three errors. */
function withoutCauses(message: string, causeStacks: readonly string[]): string {
  const below = causeStacks.map((stack) => `: ${headOf(stack).message}`).join('')
  return below !== '' && message.endsWith(below) ? message.slice(0, -below.length) : message
}

/** `TypeError: reason`, `NodeError [CODE]: reason` */
const headLine = /^([\p{L}_$][\p{L}\p{N}_$.]*)(?: \[[^\]\n]*\])?(?:: |$)/u

function headOf(stack: string): { name: string; message: string } {
  const frames = stack.search(/\n {2,}at /)
  const head = frames < 0 ? stack : stack.slice(0, frames)
  const found = headLine.exec(head)
  return { name: found?.[1] ?? 'Error', message: found ? head.slice(found[0].length) : head }
}
