import { DingTalkTransport } from '@dingbell/winston'
import winston from 'winston'

const logger = winston.createLogger({ transports: [new DingTalkTransport({ emitErrors: true })] })
logger.info('nothing happened')
