import { BlockList, isIPv4 } from 'node:net'
import { OptionError } from '../option-error.ts'

/** IPv4 addresses and CIDR ranges; empty means everybody. Throws `OptionError` for anything else. */
export class AddressList {
  private readonly list = new BlockList()
  private readonly everybody: boolean

  constructor(entries: readonly string[]) {
    this.everybody = entries.length === 0
    for (const entry of entries) this.add(entry)
  }

  /** Whether that address may call. */
  allows(address: string): boolean {
    return this.everybody || (isIPv4(address) && this.list.check(address))
  }

  private add(entry: string): void {
    const [address = '', prefix, ...rest] = String(entry).split('/')
    const bits = Number(prefix ?? 32)
    const valid =
      isIPv4(address) &&
      rest.length === 0 &&
      prefix !== '' &&
      Number.isInteger(bits) &&
      bits >= 0 &&
      bits <= 32
    if (!valid) throw new OptionError('allowIps', 'IPv4 addresses or ranges such as "10.0.0.0/8"', entry)
    this.list.addSubnet(address, bits)
  }
}

/** The IPv4 form of an address that a dual-stack socket reports as `::ffff:127.0.0.1`. */
export function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:/i, '')
}
