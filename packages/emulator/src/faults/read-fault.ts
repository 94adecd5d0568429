import { isObject } from '../judge/message/fields.ts'
import { OptionError } from '../option-error.ts'
import { FieldReader } from '../read-fields.ts'
import { type Fault, faultKinds } from './fault.ts'

const names = [
  'kind',
  'times',
  'probability',
  'robot',
  'deliver',
  'delayMs',
  'when',
  'status',
  'errcode',
  'errmsg',
]

/** A fault out of JSON; `times: null` is until cleared. Throws `OptionError`. */
export function readFault(json: unknown): Fault {
  if (!isObject(json)) throw new OptionError('fault', 'an object with a kind', json)
  // JSON has no Infinity, so null stands for it; everything else is read by the same rules as a robot's fields.
  const { times, ...rest } = json
  const fields = new FieldReader(rest).only(names)
  const kind = fields.oneOf('kind', faultKinds)
  if (!kind) throw new OptionError('kind', faultKinds.join(' | '), 'nothing')
  return {
    kind,
    times: times === null ? Infinity : new FieldReader({ times }).number('times'),
    probability: fields.number('probability'),
    robot: fields.text('robot'),
    deliver: fields.boolean('deliver'),
    delayMs: fields.number('delayMs'),
    when: fields.oneOf('when', ['before', 'after']),
    status: fields.number('status'),
    errcode: fields.number('errcode'),
    errmsg: fields.text('errmsg'),
  }
}
