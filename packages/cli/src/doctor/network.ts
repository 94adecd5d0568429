import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { connect as connectPlain, isIP } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import type { Words } from '../words.ts'
import { type Finding, found } from './finding.ts'

/** Resolves the host's name as `fetch` does: by the system's resolver, hosts file included. */
export async function checkDns({ hostname }: URL, timeoutMs: number): Promise<Finding> {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isIP(host))
    return found('dns', 'ok', `${host} 是 IP 地址，不用解析`, `${host} is an address, nothing to resolve`)
  try {
    const answers = await within(lookup(host, { all: true }), timeoutMs)
    const addresses = answers.map(({ address }) => address).join(', ')
    return found('dns', 'ok', `${host} → ${addresses}`, `${host} → ${addresses}`)
  } catch (error) {
    const code = codeOf(error)
    return found('dns', 'wrong', `${host} 解析失败（${code}）`, `${host} cannot be resolved (${code})`, {
      zh: '检查主机名是否写对、本机的 DNS 设置、容器或内网是否能访问外网域名；只能走代理时看“代理”一项',
      en: 'Check the spelling, the DNS settings, and whether this network resolves outside names; where only a proxy leads out, see "proxy"',
    })
  }
}

/** Connects, and shakes hands where the URL is https. */
export async function checkConnection(url: URL, timeoutMs: number): Promise<Finding> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isTls = url.protocol === 'https:'
  const port = Number(url.port) || (isTls ? 443 : 80)
  // As fetch does, which names the host for SNI, but never an address; a certificate that does not fit ends the handshake.
  const socket = isTls
    ? connectTls({ host, port, ...(isIP(host) === 0 && { servername: host }) })
    : connectPlain({ host, port })
  try {
    await within(once(socket, isTls ? 'secureConnect' : 'connect'), timeoutMs)
    return 'getPeerCertificate' in socket ? encrypted(socket) : plain(host, port)
  } catch (error) {
    return failed(host, port, codeOf(error))
  } finally {
    socket.destroy()
  }
}

/** No warning: `Robot` refuses plain http where it was not asked for. */
function plain(host: string, port: number): Finding {
  const zh = `${host}:${port} 可以连接，未加密（http）`
  return found('tls', 'ok', zh, `${host}:${port} can be reached, unencrypted (http)`)
}

/** Reached only when the certificate was accepted, or when nobody looks at it. */
function encrypted(socket: TLSSocket): Finding {
  const until = new Date(socket.getPeerCertificate().valid_to).toISOString().slice(0, 10)
  const protocol = socket.getProtocol() ?? 'TLS'
  if (socket.authorized)
    return found(
      'tls',
      'ok',
      `${protocol}，证书有效期至 ${until}`,
      `${protocol}, certificate valid until ${until}`,
    )
  const zh = `${protocol}，但证书校验被 NODE_TLS_REJECT_UNAUTHORIZED=0 关掉了：谁都可以冒充服务器`
  const en = `${protocol}, but NODE_TLS_REJECT_UNAUTHORIZED=0 switches verification off: anybody may pose as the server`
  return found('tls', 'warn', zh, en, {
    zh: '去掉这个变量；公司的自签根证书用 NODE_EXTRA_CA_CERTS 指定',
    en: "Unset it; name your company's root certificate in NODE_EXTRA_CA_CERTS",
  })
}

/** What to do, by the codes of OpenSSL and Node. The first that fits: ERR_TLS_CERT_ALTNAME_INVALID is an ALTNAME. */
const advice: readonly (readonly [RegExp, Words])[] = [
  [
    /SELF_SIGNED|UNABLE_TO|ISSUER/,
    {
      zh: '证书不是公认机构签发的，多半是公司的 HTTPS 审查代理：把它的根证书存成 PEM，用 NODE_EXTRA_CA_CERTS 指定',
      en: "The certificate is not a public authority's, mostly a company's inspecting proxy: save its root as PEM and name it in NODE_EXTRA_CA_CERTS",
    },
  ],
  [
    /EXPIRED|NOT_YET_VALID/,
    {
      zh: '证书过期或尚未生效：先看本机日期对不对',
      en: "Expired or not yet valid: look at this machine's date first",
    },
  ],
  [
    /ALTNAME/,
    {
      zh: '证书不属于这个主机名：检查 Webhook 的主机名，以及 DNS 是否被劫持',
      en: 'The certificate is for another host: check the host in the webhook, and whether its DNS answer is genuine',
    },
  ],
  [
    /SSL|EPROTO|ERR_TLS/,
    {
      zh: '对方说的不是 TLS：检查端口，以及是 http 还是 https',
      en: 'It does not speak TLS: check the port, and http or https',
    },
  ],
  [
    /REFUSED/,
    { zh: '没有程序在这个端口监听：检查主机和端口', en: 'Nothing listens there: check host and port' },
  ],
]

/** Whatever has no advice of its own is silence or a reset, mostly by something between here and there. */
function failed(host: string, port: number, code: string): Finding {
  const [, fix] = advice.find(([codes]) => codes.test(code)) ?? [
    undefined,
    {
      zh: '检查防火墙、安全组和出口网络；只能走代理时看“代理”一项',
      en: 'Check firewall, security group and the way out; where only a proxy leads out, see "proxy"',
    },
  ]
  return found(
    'tls',
    'wrong',
    `${host}:${port} 连接失败（${code}）`,
    `${host}:${port} cannot be reached (${code})`,
    fix,
  )
}

/** Where several addresses failed, Node's AggregateError has the code of the first. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error ? String(error.code) : error.message
}

/** Rejects when it takes too long; neither name resolution nor a handshake has a limit of its own. */
async function within<Value>(promise: Promise<Value>, timeoutMs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('late'), { code: 'ETIMEDOUT' })), timeoutMs)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
