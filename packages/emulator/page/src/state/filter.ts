import type { ReceivedRequest } from '../wire/types.ts'
import type { ViewOf } from './record-view.ts'

/** Which requests the chat shows. */
export interface Filter {
  /** Words that must all be in it. */
  search: string
  /** A robot's name, or '' for all. */
  robot: string
  /** A message kind, or '' for all. */
  kind: string
  /** Whether requests that brought no message are shown. */
  refused: boolean
}

/** Everything. */
export const noFilter: Filter = { search: '', robot: '', kind: '', refused: true }

/** Whether anything is kept back. */
export function isFiltering({ search, robot, kind, refused }: Filter): boolean {
  return search.trim() !== '' || robot !== '' || kind !== '' || !refused
}

/** Whether a request passes; made once for many requests. */
export function filterBy(
  { search, robot, kind, refused }: Filter,
  viewOf: ViewOf,
): (request: ReceivedRequest) => boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return (request) => {
    if (robot !== '' && request.robot !== robot) return false
    if (!refused && !request.message) return false
    const view = viewOf(request)
    return (kind === '' || view.kind === kind) && words.every((word) => view.haystack.includes(word))
  }
}
