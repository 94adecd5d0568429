/** An error as far as a line tells it. */
export interface ErrorHead {
  name: string
  message: string
}

/**
 * `TypeError: reason`, `java.io.IOException: reason`, `NodeError [ERR_X]: reason`, `KeyboardInterrupt`. The name must end
 * like an error's and begin with a capital, else every `word: text` of a log would be one.
 */
const head =
  /^((?:[\w$]+[./])*(?=[A-Z])[\w$]*(?:Error|Exception|Interrupt|Exit))(?: \[\w+\])?(?:: (.*)|:?\s*$)/s

/** What crashes put before it; Java names the thread. */
const prefix = /^(?:Uncaught |Unhandled |Exception in thread "[^"]*" )+/

/** The error that a line begins with, if it does. Lines are long and hostile: both patterns are linear in their length. */
export function headOf(line: string): ErrorHead | undefined {
  const [, name, message = ''] = head.exec(line.replace(prefix, '')) ?? []
  return name === undefined ? undefined : { name, message }
}

/** The error that a message ends with: `failed to pay: TypeError: reason`. */
export function headWithin(message: string): ErrorHead | undefined {
  const at = message.search(/(?<![\w$./])(?:[\w$]+[./])*(?=[A-Z])[\w$]*(?:Error|Exception)(?: \[\w+\])?: /)
  return at < 0 ? undefined : headOf(message.slice(at))
}

/** Name and message of the first line of a stack. */
export function headOfStack(stack: string): ErrorHead | undefined {
  const frames = stack.search(/\n\s+at /)
  return headOf(frames < 0 ? stack : stack.slice(0, frames))
}
