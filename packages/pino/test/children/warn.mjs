import pino from 'pino'

const targets = [{ target: 'pino/file' }, { target: '@dingbell/pino', level: 'warn' }]
const logger = pino({ transport: { targets } })
logger.warn('disk nearly full')
