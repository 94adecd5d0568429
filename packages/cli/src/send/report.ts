import type { Receipt } from '@dingbell/core'
import { maskUrl, type SignedRequest } from '../request.ts'
import type { Terminal } from '../terminal.ts'

/** Says that the message arrived: as a sentence, or as the receipt in JSON. */
export function reportReceipt(terminal: Terminal, receipt: Receipt, json: boolean): void {
  if (json) {
    terminal.print(JSON.stringify({ ok: true, ...receipt }))
    return
  }
  const { attempts, bytes, robot } = receipt
  const size = bytes.toLocaleString('en')
  terminal.print(
    terminal.say({
      zh: `✓ 已送达 ${robot}（${size} 字节${attempts > 1 ? `，第 ${attempts} 次尝试` : ''}）`,
      en: `✓ delivered to ${robot} (${size} bytes${attempts > 1 ? `, attempt ${attempts}` : ''})`,
    }),
  )
}

/**
 * Shows what would be sent: the method, the URL without its credential, headers and body. The body is shown readably, so its
 * bytes are counted by what would go over the wire.
 */
export function reportRequest(terminal: Terminal, request: SignedRequest, json: boolean): void {
  const { headers, method } = request
  const url = maskUrl(request.url)
  const body: unknown = JSON.parse(request.body)
  const bytes = Buffer.byteLength(request.body)
  const signed = request.url.searchParams.has('sign')
  if (json) {
    terminal.print(JSON.stringify({ ok: true, dryRun: true, method, url, headers, body, bytes, signed }))
    return
  }
  terminal.print(`${method} ${url}`)
  for (const [name, value] of Object.entries(headers)) terminal.print(`${name}: ${value}`)
  terminal.print(`\n${JSON.stringify(body, undefined, 2)}\n`)
  const size = bytes.toLocaleString('en')
  terminal.print(
    terminal.say({
      zh: `未发送。请求体 ${size} 字节，${signed ? '已用 DINGTALK_SECRET（***）加签' : '未加签（没有 DINGTALK_SECRET）'}。`,
      en: `Not sent. Body of ${size} bytes, ${signed ? 'signed with DINGTALK_SECRET (***)' : 'unsigned (no DINGTALK_SECRET)'}.`,
    }),
  )
}
