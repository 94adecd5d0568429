import { describe, expect, it } from 'vitest'
import { checkProxy } from './proxy.ts'

const url = new URL('https://oapi.dingtalk.com/robot/send')
const proxy = 'http://proxy.example:3128'

describe('checkProxy', () => {
  it.each([
    ['20.20.2', { HTTPS_PROXY: proxy }],
    ['22.20.0', { https_proxy: proxy, NODE_USE_ENV_PROXY: '1' }],
    ['23.11.0', { HTTPS_PROXY: proxy, NODE_USE_ENV_PROXY: '1' }],
    ['26.10.0', { HTTPS_PROXY: proxy }],
    ['26.10.0', { ALL_PROXY: proxy, NODE_USE_ENV_PROXY: '1' }],
    ['26.10.0', { https_proxy: '', HTTPS_PROXY: proxy, NODE_USE_ENV_PROXY: '1' }],
  ])('on Node %s says that fetch ignores %j', (version, env) => {
    const { finding, used } = checkProxy(url, env, version)
    expect([finding.status, used]).toEqual(['warn', false])
    expect(finding.says.en).toContain(`is set, but fetch of Node ${version} ignores it`)
    expect(finding.fix?.en).toContain('NODE_USE_ENV_PROXY=1')
  })

  it.each([
    ['22.21.0', { HTTPS_PROXY: proxy, NODE_USE_ENV_PROXY: '1' }],
    ['24.0.0', { https_proxy: proxy, NODE_OPTIONS: '--use-env-proxy' }],
    ['26.10.0', { HTTP_PROXY: proxy, NODE_USE_ENV_PROXY: '1' }],
    ['26.10.0', { HTTPS_PROXY: proxy, NODE_USE_ENV_PROXY: '1', NO_PROXY: 'oapi.dingtalk.com:8443' }],
    ['26.10.0', { HTTPS_PROXY: proxy, NODE_USE_ENV_PROXY: '1', NO_PROXY: 'localhost,*' }],
    ['26.10.0', { HTTPS_PROXY: proxy, NODE_USE_ENV_PROXY: '1', no_proxy: '', NO_PROXY: '*' }],
  ])('on Node %s knows that %j is used', (version, env) => {
    const { finding, used } = checkProxy(url, env, version)
    expect([finding.status, used]).toEqual(['ok', true])
  })

  it.each([
    [{}],
    [{ HTTP_PROXY: proxy }],
    [{ HTTPS_PROXY: proxy, NO_PROXY: 'localhost,.dingtalk.com' }],
    [{ HTTPS_PROXY: proxy, no_proxy: 'oapi.dingtalk.com:443' }],
    [{ HTTPS_PROXY: proxy, no_proxy: '*' }],
  ])('has nothing to say to %j', (env) => {
    expect(checkProxy(url, env, '20.20.2')).toMatchObject({ used: false, finding: { status: 'ok' } })
  })

  it('never quotes the proxy, which may hold a password', () => {
    const { finding } = checkProxy(url, { HTTPS_PROXY: 'http://user:hunter2@proxy.example' }, '20.20.2')
    expect(JSON.stringify(finding)).not.toContain('hunter2')
  })
})
