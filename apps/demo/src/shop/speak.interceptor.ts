import type { IncomingMessage } from 'node:http'
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common'
import { Inject, Injectable } from '@nestjs/common'
import { map, type Observable } from 'rxjs'
import { visitorOf } from '../page/visitor.ts'
import type { Language } from '../texts/language.ts'
import { isAnswer } from './answer.ts'
import { LANGUAGE } from './tokens.ts'

/** Says what was done in the visitor's language. */
@Injectable()
export class SpeakInterceptor implements NestInterceptor {
  constructor(@Inject(LANGUAGE) private readonly language: Language) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { language } = visitorOf(context.switchToHttp().getRequest<IncomingMessage>(), this.language)
    return next
      .handle()
      .pipe(map((answer) => (isAnswer(answer) ? { ...answer, done: answer.done[language] } : answer)))
  }
}
