// Functions that cannot cross to a worker: a setup module has them.
import pino from 'pino'

const { setup, end } = JSON.parse(process.env.APP)
const logger = pino({
  transport: {
    targets: [{ target: 'pino/file' }, { target: '@dingbell/pino', level: 'error', options: { setup } }],
  },
})
logger.error('disk full')
logger.error('payment failed')
if (end === 'exit') process.exit(0)
