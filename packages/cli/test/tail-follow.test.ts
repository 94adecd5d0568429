import { appendFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { start } from './cli.ts'
import { emulate, envOf, file } from './help.ts'

// Each test starts processes: slow where many tests run at once.
vi.setConfig({ testTimeout: 60_000 })

describe('dingbell tail -f', () => {
  it('survives rotation and truncation, rings for what is new, and ends on a signal', async () => {
    const emulator = await emulate()
    const path = file('app.log', 'ERROR old\n')
    const running = start(['tail', '-f', path, '--from-start', '--ignore', 'old'], { env: envOf(emulator) })
    const has = (words: string) => running.until(({ stdout }) => stdout.includes(words))
    await has('ERROR old\n')
    appendFileSync(path, 'ERROR first\n')
    await has('first')
    renameSync(path, `${path}.1`)
    writeFileSync(path, 'ERROR second in a new file\n')
    await has('second')
    truncateSync(path)
    appendFileSync(path, 'ERROR third\n')
    await has('third')
    running.child.kill('SIGTERM')
    const ended = await running.ended
    expect(ended).toEqual({
      code: 0,
      signal: null,
      stdout: 'ERROR old\nERROR first\nERROR second in a new file\nERROR third\n',
      stderr: '',
    })
    const seen = JSON.stringify(emulator.messages().map(({ body }) => body))
    for (const words of ['first', 'second', 'third']) expect(seen).toContain(words)
    expect(seen).not.toContain('old')
  })

  it('waits for files that are not there yet, and keeps the lines of several apart', async () => {
    const [first, second] = [file('a.log', ''), file('b.log', '')]
    rmSync(first)
    rmSync(second)
    const running = start(['tail', '--follow', first, second])
    await running.until(({ stderr }) => stderr.includes(`${second} does not exist yet`))
    writeFileSync(first, 'half of ')
    writeFileSync(second, 'whole\n')
    await running.until(({ stdout }) => stdout === 'whole\n')
    appendFileSync(first, 'a line\n')
    await running.until(({ stdout }) => stdout === 'whole\nhalf of a line\n')
    running.child.kill('SIGINT')
    expect(await running.ended).toMatchObject({ code: 0, signal: null })
  })
})
