import { endings } from './exit-codes.ts'
import type { Lang, Words } from './words.ts'

/** What the help of each command ends with. Commander prints it as it stands, so lines are broken by hand. */
export const examples: Readonly<Record<'dingbell' | 'send' | 'doctor' | 'tail', Words>> = {
  dingbell: {
    zh: `示例：
  $ export DINGTALK_WEBHOOK='https://oapi.dingtalk.com/robot/send?access_token=…' DINGTALK_SECRET='SEC…'
  $ dingbell send text 部署完成
  $ dingbell doctor
  $ node server.js | dingbell tail --app shop

环境变量：
  DINGTALK_WEBHOOK    机器人的 Webhook，或其中的 access_token
  DINGTALK_SECRET     加签密钥（SEC 开头），没开加签就不用
  DINGTALK_KEYWORDS   机器人的关键词，逗号分隔；消息里没有时会补上第一个
  密钥不能写在命令行上：同一台机器上的人用 ps 就能看到。`,
    en: `Examples:
  $ export DINGTALK_WEBHOOK='https://oapi.dingtalk.com/robot/send?access_token=…' DINGTALK_SECRET='SEC…'
  $ dingbell send text Deployed
  $ dingbell doctor
  $ node server.js | dingbell tail --app shop

Environment:
  DINGTALK_WEBHOOK    the robot's webhook, or the access token in it
  DINGTALK_SECRET     the signing secret (SEC…), where the robot asks for signatures
  DINGTALK_KEYWORDS   the robot's keywords, comma-separated; the first is added to a message without any
  Credentials cannot be given as options: others on this machine would see them in ps.`,
  },
  send: {
    zh: `示例：
  $ dingbell send text 部署完成 --at 10000000001
  $ dingbell send markdown --title 周报 --file report.md
  $ git log -1 --format=%B | dingbell send markdown
  $ dingbell send link 点开看详情 --title 构建失败 --url https://ci.example.com/1
  $ dingbell send card '要回滚吗？' --title 发布 --button 回滚=https://ci.example.com/back --button 忽略=https://ci.example.com/ok
  $ dingbell send feed 标题 https://example.com/1 https://example.com/1.png
  $ dingbell send text 部署完成 --dry-run`,
    en: `Examples:
  $ dingbell send text Deployed --at 10000000001
  $ dingbell send markdown --title Report --file report.md
  $ git log -1 --format=%B | dingbell send markdown
  $ dingbell send link 'Tap for details' --title 'Build failed' --url https://ci.example.com/1
  $ dingbell send card 'Roll back?' --title Release --button Back=https://ci.example.com/back --button Ignore=https://ci.example.com/ok
  $ dingbell send feed Title https://example.com/1 https://example.com/1.png
  $ dingbell send text Deployed --dry-run`,
  },
  doctor: {
    zh: `示例：
  $ dingbell doctor            不在群里发消息：最多 3 次注定被拒绝的调用
  $ dingbell doctor --send     在群里发一条消息，什么都能证实
  $ dingbell doctor --json | jq '.findings[] | select(.status == "wrong")'

不加 --send 时，服务器如果先看消息内容再看安全设置，签名、关键词和 IP 就无法证实，以退出码 ${endings.unproven.code} 结束。
每次调用都计入每分钟 20 条的限额，也可能计入每月额度。`,
    en: `Examples:
  $ dingbell doctor            shows nothing in the group: at most 3 calls that are bound to be refused
  $ dingbell doctor --send     one message in the group, which proves everything
  $ dingbell doctor --json | jq '.findings[] | select(.status == "wrong")'

Without --send, a server that looks at the message before its security settings leaves signature, keyword and IP unproven:
exit code ${endings.unproven.code}. Each call counts for the 20 a minute, and perhaps for the month.`,
  },
  tail: {
    zh: `示例：
  $ node server.js | dingbell tail --app shop --env prod
  $ dingbell tail -f /var/log/app/*.log --level warn
  $ tail -F app.log | dingbell tail --pattern '^(?<time>\\S+) (?<level>\\w+) \\[(?<logger>[^\\]]+)\\] (?<message>.*)'

认得 Pino、Winston 等的 JSON 行，以及开头附近有 ERROR、[error]、error: 等级别的纯文本行；多行的调用栈会并成一条。
收到 SIGINT、SIGTERM，或输入结束、下游关闭时，先把告警发完再退出；再收到一次信号则立即退出。`,
    en: `Examples:
  $ node server.js | dingbell tail --app shop --env prod
  $ dingbell tail -f /var/log/app/*.log --level warn
  $ tail -F app.log | dingbell tail --pattern '^(?<time>\\S+) (?<level>\\w+) \\[(?<logger>[^\\]]+)\\] (?<message>.*)'

Understands the JSON lines of Pino, Winston and others, and plain lines with a level near their start: ERROR, [error],
error: … Stacks of several lines become one record. On SIGINT, SIGTERM, the end of the input, or when nobody reads its output,
it sends what is left and ends; a second signal ends it at once.`,
  },
}

/** All exit codes, one a line. */
export function exitCodeHelp(lang: Lang): string {
  const rows = Object.values(endings).map(({ code, says }) => `  ${String(code).padEnd(4)}${says[lang]}`)
  return [{ zh: '退出码：', en: 'Exit codes:' }[lang], ...rows].join('\n')
}
