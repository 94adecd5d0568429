import { Command } from 'commander'
import manifest from '../package.json' with { type: 'json' }
import { doctor } from './doctor/doctor.ts'
import { type DoctorValues, doctorFlags } from './doctor/flags.ts'
import { commonFlags, type Flag, optionOf } from './flag.ts'
import { examples, exitCodeHelp } from './help.ts'
import { type Kind, kinds, kindWords, type SendValues, sendFlags } from './send/flags.ts'
import { send } from './send/send.ts'
import { type TailValues, tailFlags } from './tail/flags.ts'
import { tail } from './tail/tail.ts'
import type { Terminal } from './terminal.ts'
import type { Words } from './words.ts'

/** Commander's own words, where the language is Chinese. */
const titles: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Options:': '选项：',
  'Commands:': '命令：',
  'Arguments:': '参数：',
}

/** The whole command line; `end` gets the exit code of what was run. */
export function createProgram(terminal: Terminal, end: (exitCode: number) => void): Command {
  const { stderr, stdout } = terminal.world
  const program = command(new Command('dingbell'), terminal, {
    zh: '从命令行向钉钉群发消息、查为什么发不出去、看日志告警',
    en: 'Send to a DingTalk group, find out why it does not arrive, ring on log lines',
  })
    .version(manifest.version, '-V, --version', terminal.say({ zh: '显示版本', en: 'print the version' }))
    // Commander would end the process itself. Commands made from this one inherit both settings.
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      // Said by `run`, in the right language and with nothing in it that may be a credential.
      outputError: () => {},
    })
  if (terminal.lang === 'zh') program.configureHelp({ styleTitle: (title) => titles[title] ?? title })
  addSend(program, terminal, end)
  addDoctor(program, terminal, end)
  addTail(program, terminal, end)
  return finish(program, terminal, examples.dingbell)
}

/** `send` has a command for each kind, so that an option of another kind is refused and not ignored. */
function addSend(program: Command, terminal: Terminal, end: (exitCode: number) => void): void {
  const parent = command(program.command('send'), terminal, {
    zh: '发一条消息；正文写在命令行里，或用 --file，或经管道输入',
    en: 'send one message; its text as arguments, from a --file or from a pipe',
  })
  for (const kind of kinds) {
    const child = command(parent.command(kind), terminal, kindWords[kind])
    child.argument(...argumentOf(kind, terminal))
    addFlags(
      child,
      terminal,
      sendFlags.filter((flag) => flag.kinds.includes(kind)),
    )
    child.action(async (words: string[], values: SendValues) =>
      end(await send(terminal, kind, words, values)),
    )
    finish(child, terminal, examples.send)
  }
  finish(parent, terminal, examples.send)
}

/** All that follows the kind: words need no quotes, as with echo. */
function argumentOf(kind: Kind, terminal: Terminal): [string, string] {
  if (kind !== 'feed')
    return ['[text...]', terminal.say({ zh: '正文；- 为标准输入', en: 'the text; - is stdin' })]
  const words = { zh: '每条依次为标题、网址、图片', en: 'title, page and picture of each entry, in turn' }
  return ['[entries...]', terminal.say(words)]
}

function addDoctor(program: Command, terminal: Terminal, end: (exitCode: number) => void): void {
  const child = command(program.command('doctor'), terminal, {
    zh: '逐项检查为什么发不出去：Webhook、代理、DNS、TLS、时钟、签名、关键词',
    en: 'find out why nothing arrives: webhook, proxy, DNS, TLS, clock, signature, keyword',
  })
  addFlags(child, terminal, doctorFlags)
  child.action(async (values: DoctorValues) => end(await doctor(terminal, values)))
  finish(child, terminal, examples.doctor)
}

function addTail(program: Command, terminal: Terminal, end: (exitCode: number) => void): void {
  const child = command(program.command('tail'), terminal, {
    zh: '看日志：转发每一行，遇到错误就告警',
    en: 'read logs: pass every line on, and ring for errors',
  })
  child.argument(
    '[files...]',
    terminal.say({ zh: '日志文件；默认或 - 为标准输入', en: 'log files; none or - is stdin' }),
  )
  addFlags(child, terminal, tailFlags)
  child.action(async (files: string[], values: TailValues) => end(await tail(terminal, files, values)))
  finish(child, terminal, examples.tail)
}

/** What all commands have. `help` as a command of its own is left out: it would be a second way, in English only. */
function command(made: Command, terminal: Terminal, says: Words): Command {
  return made
    .description(terminal.say(says))
    .helpCommand(false)
    .helpOption('-h, --help', terminal.say({ zh: '显示帮助', en: 'show this help' }))
}

/** Common options stand on each command, not on the program: so its own help names them, and its action is handed them. */
function addFlags(child: Command, terminal: Terminal, flags: readonly Flag[]): void {
  for (const flag of [...flags, ...commonFlags]) child.addOption(optionOf(flag, terminal.lang))
}

/** Whoever reads the help of one command sees its examples, and all exit codes. */
function finish(made: Command, terminal: Terminal, more: Words): Command {
  return made.addHelpText('after', `\n${terminal.say(more)}\n\n${exitCodeHelp(terminal.lang)}`)
}
