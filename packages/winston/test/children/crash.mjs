import { DingTalkTransport } from '@dingbell/winston'
import winston from 'winston'

const transport = new DingTalkTransport({ handleExceptions: true, handleRejections: true })
// A scheme without `error`, at which Winston logs a crash.
const levels = process.env.LEVELS ? JSON.parse(process.env.LEVELS) : winston.config.npm.levels
winston.createLogger({ levels, transports: [transport] })
if (process.env.CRASH === 'rejection') Promise.reject(new TypeError('nobody caught it'))
else throw new TypeError('nobody caught it')
