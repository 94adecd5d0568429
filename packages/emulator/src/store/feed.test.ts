import { describe, expect, it } from 'vitest'
import { Feed } from './feed.ts'

function filled(count: number, most: number): Feed {
  const feed = new Feed(most)
  for (let published = 0; published < count; published++) feed.publish({ type: 'clear' })
  return feed
}

describe('the feed', () => {
  it('tells everybody who listens until they leave', () => {
    const feed = new Feed(10)
    const heard: string[] = []
    const leave = feed.subscribe((event) => heard.push(event.type))
    feed.publish({ type: 'robots' })
    leave()
    feed.publish({ type: 'faults' })
    expect(heard).toEqual(['robots'])
  })

  it('knows what came after an id', () => {
    const feed = filled(3, 10)
    const seen = feed.position
    feed.publish({ type: 'robots' })
    feed.publish({ type: 'faults' })
    expect(feed.since(seen)?.map((event) => event.type)).toEqual(['robots', 'faults'])
    expect(feed.since(feed.position)).toEqual([])
  })

  it('admits when it has forgotten, or the id is of another run or nonsense', () => {
    const feed = filled(1, 5)
    const seen = feed.position
    for (let published = 0; published < 6; published++) feed.publish({ type: 'clear' })
    expect(feed.since(seen)).toBeUndefined()
    expect(feed.since(filled(1, 5).position)).toBeUndefined()
    expect(feed.since('nonsense')).toBeUndefined()
    expect(feed.since(feed.position.replace(/\d+$/, '99'))).toBeUndefined()
  })
})
