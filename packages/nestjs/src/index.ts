export {
  type ActionCardInput,
  type Alert,
  type AlertCause,
  type AlertError,
  Alerter,
  type AlerterOptions,
  type AlertInput,
  type At,
  type AtRule,
  actionCard,
  type Button,
  DingTalkError,
  type DingTalkErrorCode,
  type DropReason,
  escapeMarkdown,
  type FeedLink,
  type FetchLike,
  feedCard,
  type GroupView,
  isDingTalkError,
  type Level,
  type LinkInput,
  link,
  type Message,
  markdown,
  pageLink,
  type Receipt,
  Robot,
  type RobotOptions,
  type SendOptions,
  type Stats,
  text,
} from '@dingbell/core'
export { InjectAlerter, InjectRobot } from './dingtalk.inject.ts'
export { DingTalkModule } from './dingtalk.module.ts'
export type {
  DingTalkModuleExtras,
  DingTalkModuleOptions,
  DingTalkOptionsFactory,
  IncludeOptions,
  IsExpected,
} from './dingtalk.options.ts'
export { getAlerterToken, getRobotToken } from './dingtalk.tokens.ts'
export { DingTalkExceptionFilter } from './filter/dingtalk.filter.ts'
export { type DingTalkHealth, DingTalkHealthIndicator } from './health/dingtalk.health.ts'
export { DingTalkLogger } from './logger/dingtalk.logger.ts'
export { RingOnError } from './ring/ring-on-error.decorator.ts'
