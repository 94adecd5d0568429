import { DingTalkTransport } from '@dingbell/winston'
import winston from 'winston'

const logger = winston.createLogger({
  transports: [new winston.transports.Console(), new DingTalkTransport()],
})
logger.error('disk full')
logger.error(new TypeError('payment failed'))
process.exit(3)
