import type { Language } from '../../texts/language.ts'

/** What can break in a storm: 8 services, each in 5 ways, are 40 kinds of errors. */
const services = ['Stock', 'Payment', 'Coupon', 'Search', 'Account', 'Delivery', 'Mail', 'Price'] as const
const causes = ['ETIMEDOUT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND'] as const

/** How many kinds of errors a storm has. */
export const stormKinds = services.length * causes.length

/** The error with that number: all kinds in turn, and no two messages alike, as in a real storm. */
export function stormError(number: number, language: Language): Error {
  const service = services[number % services.length]
  const code = causes[Math.floor(number / services.length) % causes.length]
  const order = 100_000 + number
  const message = language === 'zh' ? `订单 ${order}：服务不可用` : `order ${order}: service unavailable`
  return Object.assign(new Error(message), { name: `${service}Error`, code })
}

/** What takes the whole shop down in the middle of it. */
export function fatalError(language: Language): Error {
  const message =
    language === 'zh' ? '主数据库失去连接，全站下单中断' : 'the main database is gone, nobody can order'
  return Object.assign(new Error(message), { name: 'DatabaseError', code: 'ECONNLOST' })
}
