import fc from 'fast-check'
import type { FetchLike } from '../../src/transport/fetch.ts'
import { witness } from '../secrets/witness.ts'
import { anyValue } from './hostile.ts'

const errcodes = fc.oneof(
  fc.constantFrom<unknown>(
    0,
    '0',
    -1,
    88,
    130101,
    310000,
    90030,
    300005,
    430104,
    460101,
    15,
    400402,
    '310000',
  ),
  fc.integer(),
  fc.jsonValue(),
)
const words = fc.constantFrom('ok', 'keywords not in content', 'invalid timestamp', '系统繁忙', '限流', '')
const json = fc
  .record(
    {
      errcode: errcodes,
      errmsg: fc.oneof(words, fc.jsonValue()),
      sub_code: fc.jsonValue(),
      status: fc.constantFrom(1111, 0),
      punish: fc.constantFrom('deny', ''),
    },
    { requiredKeys: [] },
  )
  .map((value) => JSON.stringify(value))
const text = fc.oneof(
  { weight: 4, arbitrary: json },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  { weight: 1, arbitrary: fc.constantFrom('', '<html>', '{"errcode":0', 'x'.repeat(200_000), '[0]', 'null') },
)

/** Chunks of a stream, which may end too early or throw. */
const stream = fc
  .record({
    chunks: fc.array(fc.oneof(fc.uint8Array({ maxLength: 50 }), fc.string(), text), { maxLength: 4 }),
    breaksOff: fc.boolean(),
  })
  .map(
    ({ breaksOff, chunks }) =>
      async function* () {
        yield* chunks
        if (breaksOff) throw Object.assign(new Error('terminated'), { code: 'UND_ERR_SOCKET' })
      },
  )

const body: fc.Arbitrary<() => unknown> = fc.oneof(
  { weight: 4, arbitrary: text.map((value) => () => value) },
  { weight: 2, arbitrary: stream.map((make) => () => make()) },
  { weight: 1, arbitrary: anyValue },
)
const header = fc.oneof(
  fc.constantFrom(null, '0', '30', '1e400', '-1', 'Mon, 15 Jun 2026 02:10:00 GMT', '99999999999', 'NaN'),
  fc.string({ unit: 'binary', maxLength: 20 }),
)
const headers: fc.Arbitrary<() => unknown> = fc.oneof(
  { weight: 4, arbitrary: header.map((value) => () => ({ get: () => value })) },
  { weight: 1, arbitrary: anyValue },
)
const status: fc.Arbitrary<() => unknown> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(200, 204, 302, 403, 408, 413, 429, 500, 503).map((value) => () => value),
  },
  { weight: 1, arbitrary: anyValue },
)

/** One answer as it came, for the report of a failure, and how to give it. */
export type AnyAnswer = () => unknown

/** Anything that a `fetch` may do: answer by anything, reject with anything, throw, or return what is no answer. */
export const anyAnswer: fc.Arbitrary<AnyAnswer> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.tuple(status, headers, body).map(([makeStatus, makeHeaders, makeBody]) => async () => ({
      status: makeStatus(),
      headers: makeHeaders(),
      body: makeBody(),
    })),
  },
  { weight: 2, arbitrary: anyValue.map((make) => () => Promise.reject(make())) },
  {
    weight: 1,
    arbitrary: anyValue.map((make): AnyAnswer => {
      return () => {
        throw make()
      }
    }),
  },
  { weight: 1, arbitrary: anyValue },
  { weight: 1, arbitrary: fc.constant(() => new Promise(() => {})) },
)

/** A fetch that gives these answers, one a request, and DingTalk's good one from then on. */
export function fetchOf(answers: readonly AnyAnswer[], onRequest: (body: string) => void): FetchLike {
  let nth = 0
  const give = ({ body }: { body: string }, url: string) => {
    witness().sent(url, body)
    onRequest(body)
    const answer = answers[nth++]
    return answer ? answer() : Promise.resolve({ status: 200, headers: new Headers(), body: '{"errcode":0}' })
  }
  // What comes back is typed by nobody: users without TypeScript bring such functions.
  return (url, init) => Reflect.apply(give, undefined, [init, url, nth])
}
