import { type Finding, found } from './finding.ts'

/** What the proxy variables mean for this Node. */
export interface ProxyReading {
  finding: Finding
  /** Whether fetch really goes through a proxy: then a direct connection says nothing. */
  used: boolean
}

/** A proxy in the environment is what curl uses; Node's fetch does so only when it is told to. */
export function checkProxy(url: URL, env: NodeJS.ProcessEnv, nodeVersion: string): ProxyReading {
  const name = proxyVariable(url.protocol, env)
  if (name === undefined) {
    return { used: false, finding: found('proxy', 'ok', '没有设置代理', 'no proxy is set') }
  }
  if (isExempt(url.hostname, env.no_proxy || env.NO_PROXY)) {
    const zh = `设置了 ${name}，但 NO_PROXY 把这个主机排除在外`
    return {
      used: false,
      finding: found('proxy', 'ok', zh, `${name} is set, but NO_PROXY exempts this host`),
    }
  }
  // Node knows no ALL_PROXY.
  const asked =
    !/^all/i.test(name) && (env.NODE_USE_ENV_PROXY === '1' || /--use-env-proxy/.test(env.NODE_OPTIONS ?? ''))
  if (asked && knowsProxies(nodeVersion)) {
    const zh = `经由 ${name}（NODE_USE_ENV_PROXY=1）`
    return { used: true, finding: found('proxy', 'ok', zh, `by way of ${name} (NODE_USE_ENV_PROXY=1)`) }
  }
  return { used: false, finding: ignored(name, nodeVersion) }
}

function ignored(name: string, nodeVersion: string): Finding {
  const knows = knowsProxies(nodeVersion)
  return found(
    'proxy',
    'warn',
    `设置了 ${name}，但 Node ${nodeVersion} 的 fetch 不理会它：请求是直连的`,
    `${name} is set, but fetch of Node ${nodeVersion} ignores it: requests go directly`,
    {
      zh: `${knows ? '' : '升级到 Node 22.21 或 24 以上，并'}设置 HTTPS_PROXY 和 NODE_USE_ENV_PROXY=1；在代码里可给 Robot 传入走代理的 fetch（如 undici 的 ProxyAgent）`,
      en: `${knows ? 'Set' : 'Move to Node 22.21 or 24 and set'} HTTPS_PROXY and NODE_USE_ENV_PROXY=1; in code, give Robot a fetch that uses the proxy (undici's ProxyAgent)`,
    },
  )
}

/** The variable that counts for this kind of URL, the lower-case one first. */
function proxyVariable(protocol: string, env: NodeJS.ProcessEnv): string | undefined {
  const names = protocol === 'https:' ? ['https_proxy', 'HTTPS_PROXY'] : ['http_proxy', 'HTTP_PROXY']
  return [...names, 'all_proxy', 'ALL_PROXY'].find((name) => env[name]?.trim())
}

function isExempt(host: string, list = ''): boolean {
  const entries = list
    .toLowerCase()
    .split(/[,\s]+/)
    .map((entry) => entry.replace(/^\*?\./, '').replace(/:\d+$/, ''))
  return entries.some(
    (entry) => entry !== '' && (entry === '*' || host === entry || host.endsWith(`.${entry}`)),
  )
}

/** fetch learnt of NODE_USE_ENV_PROXY in Node 24.0 and 22.21. */
function knowsProxies(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major >= 24 || (major === 22 && minor >= 21)
}
