// A formatter makes labels of the levels.
import pino from 'pino'

const formatters = { level: (label) => ({ level: label.toUpperCase() }) }
const logger = pino({ formatters, customLevels: { payment: 55 }, transport: { target: '@dingbell/pino' } })
logger.warn('not bad enough')
logger.error('disk full')
logger.payment('no money')
