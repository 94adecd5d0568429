import { readFileSync } from 'node:fs'
import { isObject } from '../judge/message/fields.ts'
import { OptionError } from '../option-error.ts'
import { readRobot } from '../robots/read-robot.ts'
import type { EmulatedRobot } from '../robots/robot.ts'

/**
 * A JSON file with a list of robots. Throws `OptionError` when it holds anything else, a misspelt field as well: a robot
 * without the keyword that one believes it to have would let every test pass.
 */
export function robotsFromFile(file: string): EmulatedRobot[] {
  const json = parse(file)
  if (!Array.isArray(json)) throw new OptionError('--robots', 'a JSON file with a list of robots', file)
  return json.map((robot: unknown) => {
    if (!isObject(robot)) throw new OptionError('--robots', 'an object for each robot', robot)
    return readRobot(robot)
  })
}

/** A file that is missing and one that is no JSON are the same mistake to whoever typed the flag. */
function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new OptionError('--robots', 'a readable file of JSON', file)
  }
}
