import { type DynamicModule, Module } from '@nestjs/common'
import type { Group } from '../group/group.ts'
import type { Language } from '../texts/language.ts'
import { GROUP, LANGUAGE } from './tokens.ts'

/** Lets everybody in the application inject how the demo was started. */
@Module({})
export class SetupModule {
  /** Global: every part of the shop asks for the one or the other. */
  static with(group: Group, language: Language): DynamicModule {
    const providers = [
      { provide: GROUP, useValue: group },
      { provide: LANGUAGE, useValue: language },
    ]
    return { module: SetupModule, global: true, providers, exports: [GROUP, LANGUAGE] }
  }
}
