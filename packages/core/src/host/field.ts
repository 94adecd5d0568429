/** A field of a value of unknown shape. Not shared with the robot: whoever bundles that gets this folder in a file of its own. */
export function field(value: unknown, key: string): unknown {
  return Reflect.get(Object(value), key)
}
