import {
  BadGatewayException,
  Controller,
  Get,
  Header,
  HttpCode,
  HttpException,
  InternalServerErrorException,
  NotFoundException,
  Param,
  ParseIntPipe,
  Post,
  Res,
  UseGuards,
} from '@nestjs/common'
import { type Observable, throwError } from 'rxjs'
import { ask, read } from '../../src/report/read.ts'

class OutOfStock extends HttpException {
  constructor() {
    super({ sku: 'A-1', left: 0 }, 409)
  }
}

class DomainError extends Error {
  readonly statusCode = 422
}

class Refusing {
  canActivate(): boolean {
    throw new TypeError('the guard broke')
  }
}

/** Everything that can be thrown, by name. */
const thrown: Record<string, () => unknown> = {
  error: () => new Error('a detail nobody should read'),
  type: () => new TypeError('x is not a function'),
  cause: () => new InternalServerErrorException('outer', { cause: new Error('inner') }),
  gateway: () => new BadGatewayException(),
  missing: () => new NotFoundException('no such cat'),
  object: () => new HttpException({ code: 7, why: 'because' }, 418),
  text: () => new HttpException('teapot', 418),
  custom: () => new OutOfStock(),
  domain: () => new DomainError('a status of its own'),
  exposed: () => Object.assign(new Error('too much'), { expose: true, status: 413, statusCode: 413 }),
  hidden: () => Object.assign(new Error('disk /dev/sda'), { expose: false, status: 503, statusCode: 503 }),
  string: () => 'boom',
  empty: () => '',
  number: () => 7,
  null: () => null,
  undefined: () => undefined,
  plain: () => ({ reason: 'a plain object' }),
  shaped: () => ({ statusCode: 402, message: 'shaped like an error' }),
  frozen: () => Object.freeze(new Error('frozen')),
  symbol: () => Symbol('boom'),
}

export const throwerNames: readonly string[] = Object.keys(thrown)

/** Throws what its route names, in every way that a handler can. */
@Controller('throw')
export class Throwers {
  @Get('sync/:what')
  sync(@Param('what') what: string): void {
    throw thrown[what]?.()
  }

  @Get('async/:what')
  async rejects(@Param('what') what: string): Promise<void> {
    await undefined
    throw thrown[what]?.()
  }

  @Get('stream/:what')
  stream(@Param('what') what: string): Observable<never> {
    return throwError(() => thrown[what]?.())
  }

  @Get('number/:id')
  number(@Param('id', ParseIntPipe) id: number): number {
    return id
  }

  @Get('guarded')
  @UseGuards(Refusing)
  guarded(): void {}

  @Get('dressed')
  @HttpCode(202)
  @Header('X-Before', 'set')
  dressed(@Res({ passthrough: true }) response: unknown): void {
    ask(response, 'header', 'X-Own', 'kept')
    throw new Error('after headers were set')
  }

  @Get('half')
  half(@Res() response: unknown): void {
    ask(response, 'hijack')
    const raw = read(response, 'raw') ?? response
    ask(raw, 'write', 'half an ans')
    throw new Error('after headers were sent')
  }

  @Post('body')
  body(): void {
    throw new Error('after a body')
  }
}

/** Middleware that fails before any route is found. */
export function brokenMiddleware(): never {
  throw new RangeError('the middleware broke')
}
