import { describe, expectTypeOf, it } from 'vitest'
import type {
  EmulatedRobot,
  Emulator,
  EmulatorOptions,
  Fault,
  FaultKind,
  ReceivedMessage,
  ReceivedRequest,
} from '../src/index.ts'
import { expectMessage, startEmulator } from '../src/index.ts'

describe('the public types', () => {
  it('let an emulator start with nothing, or with undefined wherever a field is optional', () => {
    expectTypeOf(startEmulator).returns.resolves.toEqualTypeOf<Emulator>()
    expectTypeOf(startEmulator).toBeCallableWith()
    expectTypeOf<{ port: undefined; robots: undefined; clock: undefined }>().toExtend<EmulatorOptions>()
    expectTypeOf<{ name: undefined; secret: undefined; perMinute: undefined }>().toExtend<EmulatedRobot>()
    expectTypeOf<{ kind: 'hang'; times: undefined; delayMs: undefined }>().toExtend<Fault>()
  })

  it('take any object with now() for a clock', () => {
    expectTypeOf<DateConstructor>().toExtend<NonNullable<EmulatorOptions['clock']>>()
  })

  it('take false where a limit may be off, and only there', () => {
    expectTypeOf<EmulatedRobot['perMinute']>().toEqualTypeOf<number | false | undefined>()
    expectTypeOf<EmulatedRobot['perMonth']>().toEqualTypeOf<number | false | undefined>()
    expectTypeOf<EmulatedRobot['banMs']>().toEqualTypeOf<number | undefined>()
  })

  it('name every fault the architecture promises', () => {
    type Promised =
      | 'throttled'
      | 'busy'
      | 'quota'
      | 'http500'
      | 'html'
      | 'truncated'
      | 'redirect'
      | 'hang'
      | 'reset'
      | 'slow'
    expectTypeOf<Promised>().toExtend<FaultKind>()
    expectTypeOf<'nonsense'>().not.toExtend<FaultKind>()
  })

  it('give messages with a typed body', () => {
    expectTypeOf<ReturnType<Emulator['messages']>>().toEqualTypeOf<ReceivedMessage[]>()
    expectTypeOf<ReturnType<Emulator['requests']>>().toEqualTypeOf<ReceivedRequest[]>()
    expectTypeOf<ReceivedMessage['body']['markdown']>().toEqualTypeOf<
      { title: string; text: string } | undefined
    >()
    expectTypeOf(expectMessage).returns.resolves.toEqualTypeOf<ReceivedMessage>()
  })

  it('give a verdict with reason and fix in both languages', () => {
    expectTypeOf<ReceivedRequest['verdict']['fix']>().toEqualTypeOf<{ zh: string; en: string } | undefined>()
  })
})
