import { EventEmitter } from 'node:events'
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js'
import { expect, it, vi } from 'vitest'
import { createWsAnswer } from './ws-answer.ts'

vi.mock('../optional-require.ts', () => ({ optionalRequire: () => undefined }))

it("still answers where Nest's own filter is out of reach, as in a bundle", () => {
  const client = new EventEmitter()
  const heard: unknown[] = []
  client.on('exception', (payload: unknown) => heard.push(payload))
  createWsAnswer()(new Error('x'), new ExecutionContextHost([client, {}, 'say']))
  expect(heard).toEqual([{ status: 'error', message: 'Internal server error' }])
})

it('leaves alone a client that cannot be told', () => {
  expect(() => createWsAnswer()(new Error('x'), new ExecutionContextHost([undefined]))).not.toThrow()
})
