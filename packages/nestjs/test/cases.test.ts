import { describe, it } from 'vitest'
import { cases } from './cases/index.ts'
import { platforms, runCase } from './test-case.ts'

for (const platform of platforms) {
  describe(platform.name, () => {
    for (const each of cases) it(each.name, { timeout: 60_000 }, () => runCase(each, platform))
  })
}
