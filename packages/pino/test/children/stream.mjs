// The same thread.
import { dingTalkStream } from '@dingbell/pino'
import pino from 'pino'

const logger = pino(
  {},
  pino.multistream([{ stream: process.stdout }, { level: 'error', stream: dingTalkStream() }]),
)
logger.info('started')
logger.error(new TypeError('disk full'))
