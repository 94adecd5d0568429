import { Alerter, type AlerterOptions, type AlertInput, type Level, type Stats } from '@dingbell/core'
import { endings } from '../exit-codes.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { Ending } from './ending.ts'
import { drainMs, levels, type TailValues } from './flags.ts'
import { Lines } from './lines.ts'
import { PassOn } from './pass-on.ts'
import { Reader } from './reader.ts'
import { openSources, type Source } from './sources.ts'
import { byLevelWord, byPattern } from './text-record.ts'

/*
 *   stdin, files ──── bytes ────────────────────► stdout, unchanged
 *        │
 *        ▼
 *   lines ──► reader   JSON at once, text joined
 *        │
 *        ▼
 *   alerter.capture    never waits
 */

/** `dingbell tail`: reads to the end, or to a signal, and rings on the way. Resolves with the exit code. */
export async function tail(
  terminal: Terminal,
  files: readonly string[],
  values: TailValues,
): Promise<number> {
  const { stdout } = terminal.world
  const sort = values.pattern === undefined ? byLevelWord : byPattern(compile(values.pattern))
  // Throws for an option that does not fit, before anything is read.
  const alerter = new Alerter(optionsOf(terminal, values))
  const ending = new Ending(terminal.world)
  const leave = () => ending.now()
  stdout.on('error', leave)
  try {
    const sources = await openSources(terminal, files, values, ending)
    const passOn = new PassOn(values.quiet ? undefined : stdout, ending.hard)
    const emit = (alert: AlertInput) => alerter.capture(alert)
    const least = levels.indexOf(values.level ?? 'error')
    const rings = (level: Level = 'error') => levels.indexOf(level) >= least
    const read = (source: Source) => pump(source, passOn, new Reader({ sort, rings, emit, after }))
    // Followed files never end, so all are read at once; others one after the other, as `cat` does.
    if (values.follow) await Promise.all(sources.map(read))
    else for (const source of sources) await read(source)
    await alerter.close(values.drain ?? drainMs)
  } finally {
    ending.stop()
    stdout.off('error', leave)
  }
  return exitCodeOf(terminal, alerter.stats())
}

/** Reads one source to its end. A file that another one replaced ends its last line and record, too. */
async function pump(source: Source, passOn: PassOn, reader: Reader): Promise<void> {
  const lines = new Lines()
  const end = () => {
    for (const line of lines.end()) reader.line(line)
    reader.end()
  }
  for await (const piece of source) {
    if (piece === 'cut') end()
    else {
      // Passed on first: whoever reads there does not wait for us.
      const taken = passOn.write(piece)
      for (const line of lines.feed(piece)) reader.line(line)
      await taken
    }
  }
  end()
}

/** Core's names for the options; what was not given stays undefined, and core's default holds. */
function optionsOf(terminal: Terminal, values: TailValues): AlerterOptions {
  const { allowHttp, app, at, atAll, atUser, env, envFile, host, ignore, level, locale, release, timeZone } =
    values
  const mentions = { atMobiles: at, atUserIds: atUser, isAtAll: atAll }
  const isAnybody = at !== undefined || atUser !== undefined || atAll === true
  return {
    ...terminal.credentials(envFile),
    ...{ allowHttp, app, env, host, ignore, level, locale, release, timeZone },
    at: isAnybody ? [{ at: mentions }] : undefined,
  }
}

/** Without flags: one that remembers where it was (g, y) would miss lines. */
function compile(pattern: string): RegExp {
  try {
    return new RegExp(pattern)
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    throw new UsageError({
      zh: `--pattern：不是正则表达式（${why}）`,
      en: `--pattern: not a regular expression (${why})`,
    })
  }
}

/** Left out on purpose is not lost; all else that was accepted and not delivered is, whatever the reason. */
function exitCodeOf(terminal: Terminal, { accepted, delivered, dropped }: Stats): number {
  const meant = dropped.ignored + dropped.before_send + dropped.threshold
  const lost = accepted - delivered - meant
  if (lost <= 0) return endings.ok.code
  const all = (accepted - meant).toLocaleString('en')
  terminal.complain(
    `[dingbell] ${terminal.say({
      zh: `${all} 条告警中有 ${lost.toLocaleString('en')} 条没有送达`,
      en: `${lost.toLocaleString('en')} of ${all} alerts were not delivered`,
    })}`,
  )
  return endings.undelivered.code
}

/** The timer keeps the process, so that a record that is still open gets out. */
function after(delayMs: number, wake: () => void): () => void {
  const timer = setTimeout(wake, delayMs)
  return () => clearTimeout(timer)
}
