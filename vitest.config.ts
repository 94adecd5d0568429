import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const projects = ['packages', 'apps'].flatMap((room) =>
  readdirSync(new URL(room, import.meta.url)).map((name) => `${room}/${name}`),
)

export default defineConfig({
  test: {
    // Child processes and browsers take their time on a busy machine; a defect fails three times.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What the tests send is no business of other processes; those about sharing name a directory of their own.
    env: { DINGBELL_STATE_DIR: 'false' },
    // Whatever is printed, written or sent is searched for the credentials that were used.
    setupFiles: [fileURLToPath(new URL('packages/core/test/secrets/watch.ts', import.meta.url))],
    retry: process.env.CI ? 2 : 0,
    coverage: { include: ['packages/*/src/**'] },
    projects: projects
      .filter((root) => existsSync(new URL(`${root}/package.json`, import.meta.url)))
      .map((root) => ({
        extends: true as const,
        test: {
          name: root.split('/')[1] ?? root,
          root,
          typecheck: { enabled: true, include: ['src/**/*.test-d.ts', 'test/**/*.test-d.ts'] },
        },
      })),
  },
})
