import type { Language } from '../../texts/language.ts'

/** The places in the shop where something can break. */
export type Trouble = 'alerter' | 'controller' | 'cron' | 'winston' | 'pino' | 'threshold'

const said: Record<Language, Record<Trouble, string>> = {
  zh: {
    alerter: '短信网关没有应答',
    controller: '库存服务没有应答，订单无法支付',
    cron: '夜间对账失败：账单文件不完整',
    winston: '支付渠道返回了无法解析的结果',
    pino: '优惠券服务连接超时',
    threshold: '支付变慢，超过 3 秒',
  },
  en: {
    alerter: 'the text message gateway does not answer',
    controller: 'the stock service does not answer, the order cannot be paid',
    cron: 'nightly settlement failed: the statement is incomplete',
    winston: 'the payment provider answered something unreadable',
    pino: 'the coupon service timed out',
    threshold: 'slow payment, more than 3 seconds',
  },
}

/** What goes wrong at that place, in words. */
export function troubleText(trouble: Trouble, language: Language): string {
  return said[language][trouble]
}

/** An order that cannot be paid: thrown by the controller and not expected by anybody. */
export class StockError extends Error {
  override readonly name = 'StockError'
}

/** The nightly settlement that fails. */
export class SettlementError extends Error {
  override readonly name = 'SettlementError'
}

/** What a payment or coupon provider does to its callers. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
}
