import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readCredentials, robotOptions, secretsOf } from './credentials.ts'
import { UsageError } from './usage-error.ts'

function envFile(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'dingbell-env-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, '.env')
  writeFileSync(path, content)
  return path
}

describe('readCredentials', () => {
  it('reads the three variables, trimmed, with keywords separated by either comma', () => {
    const env = {
      DINGTALK_WEBHOOK: ' fa4e ',
      DINGTALK_SECRET: 'SECfake\n',
      DINGTALK_KEYWORDS: '报警, ALERT，,x',
    }
    expect(readCredentials(env)).toEqual({
      webhook: 'fa4e',
      secret: 'SECfake',
      keywords: ['报警', 'ALERT', 'x'],
    })
  })

  it('takes an empty variable for unset', () => {
    const env = { DINGTALK_WEBHOOK: ' ', DINGTALK_SECRET: '' }
    expect(readCredentials(env)).toEqual({ webhook: undefined, secret: undefined, keywords: [] })
  })

  it('takes a file with a webhook alone: the secret of another robot must not sign for it', () => {
    const path = envFile('DINGTALK_WEBHOOK="fa4efile"\n')
    const env = { DINGTALK_WEBHOOK: 'fa4eenv', DINGTALK_SECRET: 'SECother', DINGTALK_KEYWORDS: 'x' }
    expect(readCredentials(env, path)).toEqual({ webhook: 'fa4efile', secret: undefined, keywords: [] })
  })

  it('adds a file without a webhook to the environment', () => {
    const path = envFile('\uFEFFDINGTALK_SECRET=SECfile # the new one\n')
    const env = { DINGTALK_WEBHOOK: 'fa4eenv', DINGTALK_SECRET: 'SECold' }
    expect(readCredentials(env, path)).toMatchObject({ webhook: 'fa4eenv', secret: 'SECfile' })
  })

  it('takes an empty variable of a file for unset, too', () => {
    const path = envFile('DINGTALK_WEBHOOK=\nDINGTALK_SECRET=" "\nDINGTALK_KEYWORDS=x\n')
    const env = { DINGTALK_WEBHOOK: 'fa4eenv', DINGTALK_SECRET: 'SECenv' }
    expect(readCredentials(env, path)).toEqual({ webhook: 'fa4eenv', secret: 'SECenv', keywords: ['x'] })
  })

  it('says which file cannot be read', () => {
    const reading = () => readCredentials({}, '/nowhere/.env')
    expect(reading).toThrow(UsageError)
    expect(reading).toThrow('--env-file /nowhere/.env: cannot be read (ENOENT)')
  })
})

it('makes no robot without a webhook', () => {
  expect(() => robotOptions(readCredentials({}))).toThrow(/DINGTALK_WEBHOOK is not set/)
})

describe('secretsOf', () => {
  const secrets = (webhook: string) => secretsOf({ webhook, secret: 'SECfake', keywords: [] })

  it.each([
    ['a full URL', 'https://oapi.dingtalk.com/robot/send?access_token=fa4etoken&x=1', 'fa4etoken'],
    ['a session', 'https://oapi.dingtalk.com/robot/sendBySession?session=fa4esession', 'fa4esession'],
    ['an old signature', 'https://host/robot/send?access_token=x&sign=c2lnbg%3D%3D', 'c2lnbg%3D%3D'],
    ['a URL in quotes', '"https://oapi.dingtalk.com/robot/send?access_token=fa4etoken"', 'fa4etoken'],
    ['a bare token', 'fa4etoken', 'fa4etoken'],
    ['a path that is the token', 'https://gateway.example/hook/fa4etokenfa4etoken', 'fa4etokenfa4etoken'],
  ])('finds the credential in %s', (_, webhook, secret) => {
    expect(secrets(webhook)).toContain(secret)
    expect(secrets(webhook)).toContain('SECfake')
  })

  it('does not take the ordinary path for a credential', () => {
    expect(secrets('https://oapi.dingtalk.com/robot/send?access_token=fa4etoken')).not.toContain(
      '/robot/send',
    )
  })
})
