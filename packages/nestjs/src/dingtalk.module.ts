import { ConfigurableModuleBuilder, type DynamicModule, Module } from '@nestjs/common'
import { checkName, type DingTalkModuleExtras, type DingTalkModuleOptions } from './dingtalk.options.ts'
import { createProviders, exportedTokens } from './dingtalk.providers.ts'
import { OPTIONS } from './dingtalk.tokens.ts'

const { ConfigurableModuleClass } = new ConfigurableModuleBuilder<DingTalkModuleOptions>({
  optionsInjectionToken: OPTIONS,
})
  .setClassMethodName('forRoot')
  .setFactoryMethodName('createDingTalkOptions')
  .setExtras<DingTalkModuleExtras>({ isGlobal: true, name: undefined }, (definition, extras) => {
    const name = checkName(extras.name)
    return {
      ...definition,
      global: extras.isGlobal ?? true,
      providers: [...(definition.providers ?? []), ...createProviders(name)],
      exports: exportedTokens(name),
    }
  })
  .build()

/** Unexpected exceptions ring, and `Alerter` and `Robot` can be injected. */
@Module({})
export class DingTalkModule extends ConfigurableModuleClass {
  /** Without a webhook in the options or in `DINGTALK_WEBHOOK` it says so once on stderr and does nothing. */
  static override forRoot(options: DingTalkModuleOptions & DingTalkModuleExtras = {}): DynamicModule {
    return { ...ConfigurableModuleClass.forRoot(options), module: DingTalkModule }
  }
}
