import { type Finding, found } from './finding.ts'

/** What the proxy variables mean for this Node. */
export interface ProxyReading {
  finding: Finding
  /** Whether fetch really goes through a proxy: then a direct connection says nothing. */
  used: boolean
}

/** A proxy in the environment is what curl uses; Node's fetch does so only when it is told to. */
export function checkProxy(url: URL, env: NodeJS.ProcessEnv, nodeVersion: string): ProxyReading {
  const used = usesProxies(env, nodeVersion) ? variableOfNode(url.protocol, env) : undefined
  const name = used ?? variableOfCurl(url.protocol, env)
  if (name === undefined) {
    return { used: false, finding: found('proxy', 'ok', '没有设置代理', 'no proxy is set') }
  }
  if (isExempt(url, env.no_proxy ?? env.NO_PROXY)) {
    const zh = `设置了 ${name}，但 NO_PROXY 把这个主机排除在外`
    return {
      used: false,
      finding: found('proxy', 'ok', zh, `${name} is set, but NO_PROXY exempts this host`),
    }
  }
  if (used !== undefined) {
    const zh = `经由 ${name}（NODE_USE_ENV_PROXY=1）`
    return { used: true, finding: found('proxy', 'ok', zh, `by way of ${name} (NODE_USE_ENV_PROXY=1)`) }
  }
  return { used: false, finding: ignored(name, nodeVersion) }
}

/** A warning, no more: where the network lets requests out directly, all is well without the proxy. */
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

/** What people set with curl in mind, for this kind of URL. Node knows no ALL_PROXY. */
function variableOfCurl(protocol: string, env: NodeJS.ProcessEnv): string | undefined {
  const names = protocol === 'https:' ? ['https_proxy', 'HTTPS_PROXY'] : ['http_proxy', 'HTTP_PROXY']
  return [...names, 'all_proxy', 'ALL_PROXY'].find((name) => env[name]?.trim())
}

/**
 * The variable by which Node's fetch (undici's EnvHttpProxyAgent) goes. Unlike curl it takes http's for https where https
 * has none, and an empty variable in lower case hides the one in upper case.
 */
function variableOfNode(protocol: string, env: NodeJS.ProcessEnv): string | undefined {
  const filled = (names: readonly string[]) => {
    const name = names.find((each) => env[each] !== undefined)
    return name !== undefined && env[name] ? name : undefined
  }
  const https = protocol === 'https:' ? filled(['https_proxy', 'HTTPS_PROXY']) : undefined
  return https ?? filled(['http_proxy', 'HTTP_PROXY'])
}

/** As undici reads the list: a name stands for its subdomains too, a port must be the URL's, `*` counts only alone. */
function isExempt({ hostname, port, protocol }: URL, list = ''): boolean {
  if (list.trim() === '*') return true
  const own = port || (protocol === 'https:' ? '443' : '80')
  return list
    .toLowerCase()
    .split(/[,\s]+/)
    .some((entry) => {
      const [, host = '', only = own] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(entry) ?? []
      return host !== '' && only === own && (hostname === host || hostname.endsWith(`.${host}`))
    })
}

function usesProxies(env: NodeJS.ProcessEnv, nodeVersion: string): boolean {
  const isAsked = env.NODE_USE_ENV_PROXY === '1' || /--use-env-proxy/.test(env.NODE_OPTIONS ?? '')
  return isAsked && knowsProxies(nodeVersion)
}

/** fetch learnt of NODE_USE_ENV_PROXY in Node 24.0 and 22.21. */
function knowsProxies(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major >= 24 || (major === 22 && minor >= 21)
}
