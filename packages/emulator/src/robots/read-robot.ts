import type { JsonObject } from '../judge/message/fields.ts'
import { FieldReader } from '../read-fields.ts'
import { robotStates } from './resolve-robot.ts'
import type { EmulatedRobot } from './robot.ts'

/** Every field of `EmulatedRobot`; meters and webhook, which the API shows beside them, cannot be set. */
const names = ['name', 'token', 'secret', 'keywords', 'allowIps', 'perMinute', 'banMs', 'perMonth', 'state']

/** A robot out of JSON. Throws `OptionError` for a field that is unknown or of the wrong type. */
export function readRobot(json: JsonObject): EmulatedRobot {
  const fields = new FieldReader(json).only(names)
  return {
    name: fields.text('name'),
    token: fields.text('token'),
    secret: fields.text('secret'),
    keywords: fields.texts('keywords'),
    allowIps: fields.texts('allowIps'),
    perMinute: fields.limit('perMinute'),
    banMs: fields.number('banMs'),
    perMonth: fields.limit('perMonth'),
    state: fields.oneOf('state', robotStates),
  }
}
