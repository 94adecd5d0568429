import type { Books } from '../ledger/books.ts'
import type { Texts } from './texts.ts'

/** Chinese, the default. */
export const zh: Texts = {
  usage: `npm run demo            走一遍，然后留着给你玩
npm run demo -- --once  走一遍就结束；全部送达时退出码为 0

环境变量
  DINGTALK_WEBHOOK  发到真实的群；不设置就用本机模拟的群
  DINGTALK_SECRET   机器人的加签密钥
  PORT              应用的端口，默认 3000，被占用时自动换一个
  DINGBELL_EMULATOR_PORT  模拟群的端口，默认 5588，被占用时自动换一个
  LANG              zh_CN 或 en_US`,
  welcome: 'Dingbell 演示：一个会出错的 Nest 应用，Winston 和 Pino 一起用。',
  emulated: (url) => `没有设置 DINGTALK_WEBHOOK，所以消息发到本机模拟的钉钉群：${url}`,
  real: '已设置 DINGTALK_WEBHOOK，消息发到你的钉钉群。',
  done: '做了什么',
  seen: '群里看到',
  steps: {
    text: '发文本',
    link: '发链接',
    markdown: '发 Markdown',
    card: '发卡片（整体跳转）',
    buttons: '发卡片（两个按钮）',
    feed: '发多条图文',
    alerter: 'alerter.capture(错误)',
    controller: '控制器里抛异常（HTTP）',
    winston: 'Winston 记一条 error',
    pino: 'Pino 记一条 error（工作线程）',
  },
  lookAtGroup: '已送达，请看你的群',
  notArrived: (reason) => `没有送达：${reason}`,
  nothingCame: '等了很久也没有到',
  ledger: (app, pino) => `账本：${equation(app)}\n      ${equation(pino)}（Pino 的工作线程）`,
  allArrived: (steps) => `${steps} 步全部送达。`,
  missing: (count, steps) => `${steps} 步中有 ${count} 步没有送达。`,
  portTaken: (wish) => `端口 ${wish} 已被占用，换了一个。`,
  page: '应用的页面',
  chat: '模拟的群聊',
  tryNext: '接着试试',
  stop: '按 Ctrl-C 结束。',
  bye: '再见。',
}

function equation({ accepted, delivered, dropped, pending }: Books): string {
  return `收下 ${accepted} = 送达 ${delivered} + 等待 ${pending} + 丢弃 ${dropped}`
}
