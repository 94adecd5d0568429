// The same thread, which leaves at once.
import { dingTalkStream } from '@dingbell/pino'
import pino from 'pino'

const logger = pino({}, pino.multistream([{ level: 'error', stream: dingTalkStream() }]))
logger.error(new TypeError('disk full'))
if (process.env.END === 'uncaught') throw new TypeError('nobody caught it')
process.exit(3)
