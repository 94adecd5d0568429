import { isDingTalkError } from '@dingbell/core'
import { CommanderError } from 'commander'
import { endings } from './exit-codes.ts'
import { reportFailure, reportMistake } from './failure.ts'
import { createProgram } from './program.ts'
import { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'
import type { World } from './world.ts'

/*
 *   argv ──► program ──┬── send     content → message → Robot → report
 *                      ├── doctor   webhook → proxy → DNS → TLS → robot → findings
 *                      └── tail     lines → records → Alerter, and on to stdout
 */

/** Runs the command. Resolves with its exit code once everything is settled; never rejects. */
export async function run(world: World): Promise<number> {
  const terminal = new Terminal(world)
  // Stays, should a command ever end without saying how.
  let exitCode: number = endings.unexpected.code
  const program = createProgram(terminal, (code) => {
    exitCode = code
  })
  // Looked for by hand: a command line that cannot be parsed must be answered in JSON as well.
  const json = world.argv.includes('--json')
  try {
    await program.parseAsync(world.argv)
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return reportSyntax(terminal, error, json)
    return isDingTalkError(error)
      ? reportFailure(terminal, error, json)
      : reportMistake(terminal, error, json)
  }
}

/** Help and version are no mistakes; help that nobody asked for is. */
function reportSyntax(terminal: Terminal, error: CommanderError, json: boolean): number {
  if (error.exitCode === 0) return endings.ok.code
  if (error.code === 'commander.help') return endings.usage.code
  const said = error.message.replace(/^error: /, '')
  return reportMistake(terminal, new UsageError({ zh: inChinese(error.code, said), en: said }), json)
}

/** Commander's own words are English; the kind of mistake is put before them. */
const mistakes: Readonly<Record<string, string>> = {
  'commander.unknownOption': '没有这个选项',
  'commander.unknownCommand': '没有这个命令',
  'commander.missingArgument': '缺少参数',
  'commander.optionMissingArgument': '选项缺少值',
  'commander.invalidArgument': '选项的值不对',
  'commander.excessArguments': '参数太多',
}

function inChinese(code: string, said: string): string {
  return `${mistakes[code] ?? '命令行有误'}：${said}`
}
