import { titleOf, wordsOf } from '../message/parts.ts'
import type { MessageBody, ReceivedRequest } from '../wire/types.ts'

/** What the list needs to know of a request, read once. */
interface RecordView {
  /** The message, where one was accepted. */
  body: MessageBody | undefined
  /** Its kind, also of a refused one when that can be told. */
  kind: string
  /** One line to recognise it by. */
  title: string
  /** Everything the search looks through, in lower case. */
  haystack: string
}

/** Reads a request, once as long as the request itself is kept. */
export type ViewOf = (request: ReceivedRequest) => RecordView

/** A reader with a memory of its own. */
export function createViews(): ViewOf {
  const views = new WeakMap<ReceivedRequest, RecordView>()
  return (request) => {
    const view = views.get(request) ?? read(request)
    views.set(request, view)
    return view
  }
}

function read(request: ReceivedRequest): RecordView {
  const { message, body: text, robot = '', verdict } = request
  const accepted = message?.body
  const loose = accepted ? undefined : readLoosely(text)
  const reason = verdict.reason ? `${verdict.reason.zh} ${verdict.reason.en}` : ''
  const words = accepted ? wordsOf(accepted) : text
  return {
    body: accepted,
    kind: accepted?.msgtype ?? loose?.kind ?? '',
    title: accepted ? titleOf(accepted) : (loose?.title ?? text.slice(0, 200)),
    haystack: [words, robot, verdict.errcode ?? '', verdict.errmsg ?? '', reason].join('\n').toLowerCase(),
  }
}

/** A refused body may be anything; what looks like a message is named like one. */
function readLoosely(text: string): { kind: string; title: string | undefined } | undefined {
  const json = parse(text)
  const kind = textIn(json, 'msgtype')
  if (kind === undefined) return undefined
  const part = fieldOf(json, kind)
  return { kind, title: textIn(part, 'title') ?? textIn(part, 'content') }
}

function textIn(value: unknown, name: string): string | undefined {
  const field = fieldOf(value, name)
  return typeof field === 'string' ? field : undefined
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
