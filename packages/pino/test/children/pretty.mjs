import pino from 'pino'

const targets = [
  { target: 'pino-pretty', options: { colorize: false } },
  { target: '@dingbell/pino', level: 'error' },
]
const logger = pino({ transport: { targets } })
logger.info('started')
logger.error(new TypeError('disk full'))
