import type { Context } from 'hono'
import { isObject, type JsonObject } from '../judge/message/fields.ts'
import { OptionError } from '../option-error.ts'
import { readBody } from './read-body.ts'
import type { NodeEnv } from './robot-door.ts'

/** Whatever bound the robots' bodies have: a list of robots or faults is small. */
const mostBytes = 1_048_576

/** The JSON body of an API call. Throws `OptionError`, which the API answers with 400. */
export async function readJson(c: Context<NodeEnv>): Promise<unknown> {
  // A form of another web site cannot send this type without the browser asking first.
  if (!c.req.header('content-type')?.startsWith('application/json'))
    throw new OptionError('Content-Type', 'application/json', c.req.header('content-type') ?? 'nothing')
  const { end, text } = await readBody(c.env.incoming, mostBytes)
  if (end !== 'whole') throw new OptionError('body', `at most ${mostBytes} bytes`, end)
  try {
    return JSON.parse(text)
  } catch {
    // Not quoted: it may be a robot whose secret stands in it.
    throw new OptionError('body', 'JSON')
  }
}

/** The same, where only an object will do. */
export async function readJsonObject(c: Context<NodeEnv>): Promise<JsonObject> {
  const json = await readJson(c)
  if (!isObject(json)) throw new OptionError('body', 'a JSON object', json)
  return json
}
