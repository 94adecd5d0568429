// DingTalk does not answer, and the application goes on for a while.
import pino from 'pino'

const logger = pino({
  transport: { targets: [{ target: 'pino/file' }, { target: '@dingbell/pino', level: 'error' }] },
})
for (let n = 0; n < 1_000; n += 1) logger.error(`log ${n} failed`)
