const { DingTalkTransport } = require('@dingbell/winston')
const winston = require('winston')

const logger = winston.createLogger({
  transports: [new winston.transports.Console(), new DingTalkTransport()],
})
logger.info('started')
logger.error('payment failed', new TypeError('boom'))
