import { DingTalkTransport } from '@dingbell/winston'
import winston from 'winston'

const logger = winston.createLogger({
  transports: [new winston.transports.Console(), new DingTalkTransport()],
})
logger.info('started')
logger.error('payment failed', new TypeError('boom'))
