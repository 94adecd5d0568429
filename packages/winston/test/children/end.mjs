import { DingTalkTransport } from '@dingbell/winston'
import winston from 'winston'

const transport = new DingTalkTransport()
const logger = winston.createLogger({ transports: [transport] })
const kinds = 'abcdefghijklmnopqrstuvwxyz'
for (let n = 0; n < 10_000; n += 1) logger.error(`kind ${kinds[n % 26]} failed`)
logger.end()
logger.once('finish', () => {
  const { accepted, delivered, pending } = transport.alerter.stats()
  process.stdout.write(JSON.stringify({ accepted, delivered, pending }))
  process.exit(0)
})
