import { DingTalkTransport } from '@dingbell/winston'
import winston from 'winston'

const logger = winston.createLogger({ transports: [new DingTalkTransport({ timeoutMs: 500 })] })
logger.error('nobody answers')
