// What a user's CJS application does with each package.
const assert = require('node:assert/strict')
require('reflect-metadata')
const { Alerter, Robot, isDingTalkError, text } = require('@dingbell/core')
const { startEmulator } = require('@dingbell/emulator')
const winston = require('winston')
const { DingTalkTransport } = require('@dingbell/winston')
const dingTalkTransport = require('@dingbell/pino')

async function main() {
  const emulator = await startEmulator({ robots: [{ secret: 'SECpacked' }] })
  const options = { webhook: emulator.webhook(), secret: 'SECpacked', app: 'packed' }
  await new Robot(options).send(text('from cjs'))
  await assert.rejects(new Robot({ ...options, secret: 'SECwrong' }).send(text('x')), (error) => {
    return isDingTalkError(error) && error.reason === 'sign'
  })

  // The ESM copy of core shares the slots of this one.
  const esm = await import('@dingbell/core')
  assert.ok(
    isDingTalkError(
      await new esm.Robot({ ...options, secret: 'SECwrong' }).send(text('x')).catch((error) => error),
    ),
  )

  const alerter = new Alerter(options)
  const logger = winston.createLogger({ transports: [new DingTalkTransport({ alerter })] })
  logger.error('from winston in cjs')
  assert.equal(await alerter.close(), true)
  assert.match(JSON.stringify(emulator.messages()), /from winston in cjs/)
  assert.equal(typeof (dingTalkTransport.default ?? dingTalkTransport), 'function')
  await emulator.close()
}

main()
