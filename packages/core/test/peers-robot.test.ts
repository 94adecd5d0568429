import { inspect } from 'node:util'
import { describe, expect, it, vi } from 'vitest'
import { actionCard } from '../src/message/action-card.ts'
import { feedCard } from '../src/message/feed-card.ts'
import { markdown } from '../src/message/markdown.ts'
import { text } from '../src/message/text.ts'
import { sign } from '../src/transport/sign.ts'
import { busy, ok, rejection, robotFor, scripted, secret, token, tooFast } from './scripted-fetch.ts'

/** What other clients of DingTalk get wrong, each as the behaviour that is right. */
describe('where others fail', () => {
  it('an errcode with HTTP 200 is a failure', async () => {
    const { robot } = robotFor(scripted({ errcode: 310000, errmsg: 'keywords not in content' }))
    expect(await rejection(robot.send(text('a')))).toMatchObject({
      code: 'ERR_DINGTALK_SECURITY',
      reason: 'keyword',
    })
  })

  it('HTTP 500 is a failure, whatever its body is', async () => {
    for (const body of ['', '<html>ok</html>', '{}', 'ok']) {
      const { robot } = robotFor(scripted(new Response(body, { status: 500 })), { retry: { attempts: 1 } })
      expect(await rejection(robot.send(text('a')))).toMatchObject({ code: 'ERR_DINGTALK_TRANSIENT' })
    }
  })

  it('a message that was fired and forgotten does not take the process down', async () => {
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    const { robot } = robotFor(() => Promise.reject(new Error('no way')), { retry: { attempts: 1 } })
    robot.send(text('a'))
    await robot.close()
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
  })

  it('a throttle answer is not retried: it would make things worse', async () => {
    const fetch = scripted(tooFast, ok)
    const { clock, robot } = robotFor(fetch, { retry: { attempts: 10 } })
    await rejection(robot.send(text('a')))
    await clock.advance(600_000)
    expect(fetch.asked).toHaveLength(1)
  })

  it('a signature is URL-encoded once', async () => {
    const fetch = scripted(ok)
    const { clock, robot } = robotFor(fetch, { secret })
    await robot.send(text('a'))
    const given = /[&?]sign=([^&]*)/.exec(fetch.asked[0]?.url.href ?? '')?.[1] ?? ''
    expect(decodeURIComponent(given)).toBe(sign(clock.now(), secret))
    expect(given).not.toContain('%25')
  })

  it('at stands beside msgtype, and whoever is mentioned stands in the text', async () => {
    const fetch = scripted(ok)
    const { robot } = robotFor(fetch)
    const at = { atMobiles: ['10000000001'] }
    await robot.send(markdown('title', 'down', { at }))
    expect(fetch.asked[0]?.body).toMatchObject({
      msgtype: 'markdown',
      at,
      markdown: { text: 'down\n\n@10000000001' },
    })
    expect(fetch.asked[0]?.body.markdown).not.toHaveProperty('at')
  })

  it('falsy options are values: no retry is none, a shown avatar is shown', async () => {
    const fetch = scripted(busy)
    const { robot } = robotFor(fetch, { retry: { attempts: 0 } })
    await rejection(robot.send(text('a')))
    expect(fetch.asked).toHaveLength(1)
    const button = { title: 'a', url: 'https://example.com' }
    expect(actionCard({ title: 'a', text: 'b', button, hideAvatar: false }).actionCard.hideAvatar).toBe('0')
  })

  it('a builder loses nothing that it was given', () => {
    const button = { title: 'open', url: 'https://example.com/1' }
    const [single, several] = [
      actionCard({ title: 'a', text: 'b', button }),
      actionCard({ title: 'a', text: 'b', buttons: [button, button, button] }),
    ]
    expect(single.actionCard).toMatchObject({ singleTitle: button.title, singleURL: button.url })
    expect(several.actionCard.btns).toHaveLength(3)
    const entry = { title: 'a', messageUrl: button.url, picUrl: '@lADO' }
    expect(feedCard(Array.from({ length: 12 }, () => entry)).feedCard.links).toHaveLength(12)
  })

  it('the token stands in no error, not even in the configuration of a failed request', async () => {
    const { robot } = robotFor(
      async (url) => {
        throw Object.assign(new Error(`POST ${url}`), { config: { url }, request: { path: url } })
      },
      { retry: { attempts: 1 } },
    )
    const error = await rejection(robot.send(text('a')))
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(token)
    expect(JSON.stringify(error)).not.toContain(token)
  })

  it('waiting for a slot blocks nobody, and a throttled robot is told nothing more', async () => {
    const fetch = scripted(ok, tooFast, ok)
    const { clock, robot } = robotFor(fetch, { perMinute: 1 })
    const first = robot.send(text('a'))
    const second = rejection(robot.send(text('b')))
    // Both calls have returned before anything was posted.
    expect(fetch.asked).toEqual([])
    await first
    expect((await clock.waitFor(second, 61_000)).result).toMatchObject({ code: 'ERR_DINGTALK_THROTTLED' })
    await rejection(robot.send(text('c')))
    await clock.advance(600_000)
    expect(fetch.asked).toHaveLength(2)
  })
})
