import { BadRequestException, HttpException, InternalServerErrorException } from '@nestjs/common'
import { RpcException } from '@nestjs/microservices'
import { WsException } from '@nestjs/websockets'
import { expect, it } from 'vitest'
import { isExpected } from './expected.ts'

const graphql = (code?: string) =>
  Object.assign(new Error('x'), { name: 'GraphQLError', extensions: code === undefined ? {} : { code } })

it.each([
  ['an HttpException below 500', new BadRequestException()],
  ['an HttpException of 499', new HttpException('closed', 499)],
  ['what a body parser refuses', Object.assign(new Error('x'), { expose: true, statusCode: 413 })],
  [
    'what Fastify refuses',
    Object.assign(new Error('x'), { code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 }),
  ],
  ['an RpcException', new RpcException('refused')],
  ['a WsException', new WsException('refused')],
  ['a GraphQLError with a code of its own', graphql('BAD_USER_INPUT')],
])('expects %s', (_, exception) => {
  expect(isExpected(exception)).toBe(true)
})

it.each([
  ['an Error', new Error('x')],
  ['an HttpException of 500', new InternalServerErrorException()],
  ['an error of a client library with a status', Object.assign(new Error('x'), { statusCode: 404 })],
  [
    'a failure of Fastify',
    Object.assign(new Error('x'), { code: 'FST_ERR_REP_ALREADY_SENT', statusCode: 500 }),
  ],
  ['a GraphQLError without a code', graphql()],
  ['a GraphQLError of the server', graphql('INTERNAL_SERVER_ERROR')],
  ['null', null],
  ['undefined', undefined],
  ['words', 'boom'],
  ['a plain object with getError', { getError: () => 'x' }],
])('does not expect %s', (_, exception) => {
  expect(isExpected(exception)).toBe(false)
})

it('does not expect what cannot even be read', () => {
  const hostile = new Proxy(new Error('x'), {
    get() {
      throw new Error('no')
    },
  })
  expect(isExpected(hostile)).toBe(false)
})
