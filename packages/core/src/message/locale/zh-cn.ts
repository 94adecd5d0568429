import type { Texts } from './texts.ts'
import { thousands } from './thousands.ts'

/** Simplified Chinese, the default. */
export const zhCn: Texts = {
  levels: { fatal: '致命', error: '错误', warn: '警告', info: '信息', debug: '调试', trace: '跟踪' },
  states: { new: '新', again: '复发', ongoing: '持续', repeat: '未恢复', quiet: '已平静' },
  cardStates: {
    new: '新告警',
    again: '再次出现',
    ongoing: '持续发生',
    repeat: '仍未恢复',
    quiet: '已平静',
  },

  times: (count, total) =>
    `**${thousands(count)}** 次${total > count ? `（累计 ${thousands(total)} 次）` : ''}`,
  lineTimes: (count, total) => `×${thousands(count)}${total > count ? `（累计 ${thousands(total)}）` : ''}`,
  quietTotal: (total) => `累计 ${thousands(total)} 次，最后一次`,
  kinds: (kinds, alerts, quiet) =>
    [
      kinds > 0 || alerts > 0 ? `${thousands(kinds)} 种告警，共 ${thousands(alerts)} 条` : '',
      quiet > 0 ? `${thousands(quiet)} 种已平静` : '',
    ]
      .filter(Boolean)
      .join('，'),
  levelKinds: (level, kinds, alerts) => `${level} ${thousands(kinds)} 种，${thousands(alerts)} 条`,
  hidden: (kinds, alerts) => `……另有 ${thousands(alerts)} 条告警（${thousands(kinds)} 种）未列出`,
  lost: (kinds, alerts) =>
    `……进程正在退出，另有 ${thousands(alerts)} 条告警（${thousands(kinds)} 种）来不及发送，详情请查日志`,
  kept: (kinds, alerts) =>
    `……进程正在退出，另有 ${thousands(alerts)} 条告警（${thousands(kinds)} 种）已存入磁盘，进程恢复后继续发送`,
  running: (number, accepted, dropped) =>
    `#${thousands(number)} · 累计 ${thousands(accepted)} 条告警` +
    `${dropped > 0 ? `，丢弃 ${thousands(dropped)} 条` : ''}`,

  host: (host) => `主机 ${host}`,
  release: (release) => `版本 ${release}`,
  noMessage: '（没有消息内容）',
  stack: '堆栈',
  moreFrames: (frames) => `……还有 ${thousands(frames)} 帧`,
  causes: '起因',
  context: '上下文',
  samples: '同类的其他消息',

  noticeTitle: '告警通道状态',
  notices: {
    throttled: (robot, period) =>
      `机器人 ${robot} 被钉钉限流（${period}），期间的告警没有丢，合并在本条及后续消息里`,
    outage: (robot, period, reason) =>
      `机器人 ${robot} 发不出消息（${period}）：${reason}。期间的告警合并在本条及后续消息里`,
    failover: (from, to) => `机器人 ${from} 不可用，已改由 ${to} 发送`,
    recovered: (robot) => `机器人 ${robot} 已恢复，消息改回由它发送`,
    quota: (percent, used, share) =>
      `本月告警额度已用 ${percent}%：已发 ${thousands(used)} 条，共 ${thousands(share)} 条`,
    mayRepeat: (from, to) =>
      `消息 #${thousands(from)}${from === to ? '' : ` 至 #${thousands(to)}`} 可能已经送达，其内容可能与本条重复`,
    folded: (kinds, alerts) =>
      `告警种类过多，另有 ${thousands(kinds)} 种共 ${thousands(alerts)} 条只计数，不逐一列出`,
    content: (alerts) => `有 ${thousands(alerts)} 条告警的内容被钉钉拒收，只能显示数量，详情请查日志`,
    uncounted: (alerts) =>
      `进程突然中止，最后时刻的 ${thousands(alerts)} 条告警没来得及记下，未计入次数，详情请查日志`,
    spool: (code) => `告警暂存目录写不进去（${code}），告警只保存在内存里，此时进程崩溃会丢失`,
  },
  reasons: {
    TRANSIENT: '连不上钉钉，或钉钉服务异常',
    AMBIGUOUS: '钉钉没有及时应答',
    SECURITY: '未通过机器人的安全设置（关键词、加签或 IP）',
    TOKEN: '机器人不存在、已停用或已被移出群',
    QUOTA: '本月调用额度已用完',
    THROTTLED: '发送过快被限流',
  },
}
