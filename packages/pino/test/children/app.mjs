// An application that the environment describes: which Pino, which options, what it logs and how it ends.
const app = JSON.parse(process.env.APP)
const { pino: name = 'pino', count = 3, end = 'natural', levels = [], options = {}, transport } = app
const { default: pino } = await import(name)

const logger = pino({ ...options, transport })
const kinds = ['disk full', 'payment failed', 'no answer']
logger.info('started')
for (let n = 0; n < count; n += 1) logger.error(kinds[n % kinds.length])
for (const level of levels) logger[level](`${level} happened`)
if (end === 'exit') process.exit(3)
if (end === 'uncaught') throw new TypeError('nobody caught it')
if (end === 'flush') {
  logger.flush(() => {
    process.stdout.write('flushed\n')
    process.exit(0)
  })
}
if (end === 'flush and kill') logger.flush(() => process.kill(process.pid, 'SIGKILL'))
if (end === 'late exit') setTimeout(() => process.exit(3), 1_000)
