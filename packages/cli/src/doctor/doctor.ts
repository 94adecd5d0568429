import { hostname } from 'node:os'
import { type Credentials, robotOptions, webhookMissing } from '../credentials.ts'
import { endings } from '../exit-codes.ts'
import type { Terminal } from '../terminal.ts'
import { type Examination, examineBySending, examineSilently } from './examine.ts'
import { type Check, checks, type Finding, skipped } from './finding.ts'
import { type DoctorValues, stepTimeoutMs } from './flags.ts'
import { checkConnection, checkDns } from './network.ts'
import { reportFindings } from './print.ts'
import { checkProxy } from './proxy.ts'
import { checkSecret } from './secret.ts'
import { checkWebhook } from './webhook.ts'

/** `dingbell doctor`: looks at one thing after the other until one is wrong. Resolves with the exit code. */
export async function doctor(terminal: Terminal, values: DoctorValues): Promise<number> {
  const credentials = terminal.credentials(values.envFile)
  const { calls, findings } = await diagnose(terminal, credentials, values)
  // In the order of the checks, whatever order they were made in.
  const sorted = checks.flatMap((check) => findings.filter((finding) => finding.check === check))
  const exitCode = exitCodeOf(sorted)
  reportFindings(terminal, { findings: sorted, calls, exitCode }, values.json ?? false)
  return exitCode
}

/** What is skipped does not count: either something before it is wrong, or it says nothing here. */
function exitCodeOf(findings: readonly Finding[]): number {
  const has = (status: Finding['status']) => findings.some((finding) => finding.status === status)
  if (has('wrong')) return endings.unhealthy.code
  return has('unproven') ? endings.unproven.code : endings.ok.code
}

/** Each step is taken only when the one before it leads somewhere, and the robot is called last: calls are counted. */
async function diagnose(
  terminal: Terminal,
  credentials: Credentials,
  values: DoctorValues,
): Promise<Examination> {
  if (credentials.webhook === undefined) {
    return stop([{ check: 'webhook', status: 'wrong', says: webhookMissing }], 'secret', values)
  }
  const { allowHttp, timeout: timeoutMs = stepTimeoutMs } = values
  const options = { ...robotOptions(credentials), allowHttp, timeoutMs }
  const { finding, url } = await checkWebhook(options)
  const shapes = [finding, checkSecret(credentials)]
  if (!url) return stop(shapes, 'proxy', values)
  const proxy = checkProxy(url, terminal.world.env, process.versions.node)
  const roads = [...shapes, proxy.finding, ...(await checkRoad(url, proxy.used, timeoutMs))]
  // A secret that looks wrong may be right after all; only the server knows.
  if (roads.some(({ check, status }) => status === 'wrong' && check !== 'secret'))
    return stop(roads, 'robot', values)
  const { calls, findings } = values.send
    ? await examineBySending(options, terminal.say(greeting()))
    : await examineSilently(options)
  return { calls, findings: [...roads, ...findings] }
}

/** Behind a proxy, a direct connection neither works nor matters. */
async function checkRoad(url: URL, isProxied: boolean, timeoutMs: number): Promise<Finding[]> {
  if (isProxied) return skipped(['dns', 'tls'], '由代理去连接', 'the proxy connects')
  const dns = await checkDns(url, timeoutMs)
  if (dns.status === 'wrong') return [dns, ...skipped(['tls'], '没有地址可连', 'no address to connect to')]
  return [dns, await checkConnection(url, timeoutMs)]
}

/** The findings so far; what would have come from `next` on was not looked at. */
function stop(findings: Finding[], next: Check, { send }: DoctorValues): Examination {
  const rest = checks.slice(checks.indexOf(next)).filter((check) => check !== 'message' || send)
  const open = rest.filter((check) => findings.every((finding) => finding.check !== check))
  return {
    calls: 0,
    findings: [...findings, ...skipped(open, '前面的问题解决后再查', 'run again when the above is mended')],
  }
}

/** Names the machine: people in the group wonder where the message came from. */
function greeting() {
  const host = hostname()
  return {
    zh: `dingbell doctor：这条消息说明 ${host} 可以向本群发消息。`,
    en: `dingbell doctor: this message shows that ${host} can send to this group.`,
  }
}
