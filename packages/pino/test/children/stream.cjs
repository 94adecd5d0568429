const { dingTalkStream } = require('@dingbell/pino')
const pino = require('pino')

const logger = pino(
  {},
  pino.multistream([{ stream: process.stdout }, { level: 'error', stream: dingTalkStream() }]),
)
logger.info('started')
logger.error(new TypeError('disk full'))
