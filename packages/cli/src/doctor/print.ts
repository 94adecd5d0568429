import { endings } from '../exit-codes.ts'
import type { Terminal } from '../terminal.ts'
import type { Words } from '../words.ts'
import { checkWords, type Finding, type Status } from './finding.ts'

/** What the doctor ends with. */
export interface Diagnosis {
  findings: readonly Finding[]
  /** Calls to the robot. */
  calls: number
  exitCode: number
}

/** By shape, not by colour: they are to be read in a log as well. */
const marks: Readonly<Record<Status, string>> = {
  ok: '✓',
  warn: '!',
  wrong: '✗',
  unproven: '?',
  skipped: '-',
}

/** Says everything, and at the end what it comes to. The server's words may quote a credential, so all is masked. */
export function reportFindings(
  terminal: Terminal,
  { calls, exitCode, findings }: Diagnosis,
  json: boolean,
): void {
  if (json) {
    const plain = findings.map(({ check, fix, says, status }) => ({
      check,
      status,
      message: terminal.say(says),
      fix: fix && terminal.say(fix),
    }))
    terminal.printSuspect(
      JSON.stringify({ ok: exitCode === endings.ok.code, exitCode, calls, findings: plain }),
    )
    return
  }
  for (const { check, fix, says, status } of findings) {
    const name = terminal.say(checkWords[check])
    terminal.printSuspect(
      `${marks[status]} ${terminal.say({ zh: `${name}：${says.zh}`, en: `${name}: ${says.en}` })}`,
    )
    if (fix) terminal.printSuspect(`  → ${terminal.say(fix)}`)
  }
  terminal.print('')
  terminal.print(terminal.say(summary(exitCode, calls)))
}

/** How many calls it took is said each time: they count for the robot's minute. */
function summary(exitCode: number, calls: number): Words {
  const used = { zh: `用了 ${calls} 次调用。`, en: `It took ${calls} ${calls === 1 ? 'call' : 'calls'}.` }
  switch (exitCode) {
    case endings.ok.code:
      return { zh: `一切正常。${used.zh}`, en: `All is well. ${used.en}` }
    case endings.unproven.code:
      return {
        zh: `没有发现问题，但标“?”的未能证实：加 --send 发一条真实消息就知道了。${used.zh}`,
        en: `Nothing wrong was found, but what is marked "?" is not proven: --send, with one real message, proves it. ${used.en}`,
      }
    default:
      return { zh: `请先解决标“✗”的问题。${used.zh}`, en: `Mend what is marked "✗". ${used.en}` }
  }
}
