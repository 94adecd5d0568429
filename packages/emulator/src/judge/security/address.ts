import type { AddressList } from '../../robots/address-list.ts'
import type { Refusal } from '../refusal.ts'

/** Security mode "IP list": looks at where the connection comes from, never at a header, which anybody may write. */
export function checkAddress(list: AddressList, address: string): Refusal | undefined {
  if (list.allows(address)) return undefined
  // Clients tell the reasons of 310000 apart by their words alone: "whitelist" or 白名单 must stand in every style.
  return {
    rule: 'ip',
    errcode: 310000,
    style: 'plain',
    plain: `ip ${address} not in whitelist`,
    problem: `IP ${address} 不在白名单内`,
    solution: '请把该 IP 地址加入机器人的白名单',
    reason: { zh: `来源地址 ${address} 不在 IP 列表里`, en: `The caller ${address} is not on the IP list` },
    fix: { zh: '把这个地址或网段加入 allowIps', en: 'Add this address or its range to allowIps' },
  }
}
