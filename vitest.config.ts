import { existsSync, readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const projects = ['packages', 'apps'].flatMap((room) =>
  readdirSync(new URL(room, import.meta.url)).map((name) => `${room}/${name}`),
)

const secretsWatch = fileURLToPath(new URL('packages/core/test/secrets/watch.ts', import.meta.url))

export default defineConfig({
  test: {
    // Child processes and browsers take their time on a busy machine; a defect fails three times.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What the tests send is no business of other processes; those about sharing name a directory of their own.
    env: { DINGBELL_STATE_DIR: 'false' },
    // Most tests wait for a process, a browser or a server: one worker a core, two at least, is kept busy by them.
    maxWorkers: Math.max(2, availableParallelism()),
    retry: process.env.CI ? 2 : 0,
    coverage: { include: ['packages/*/src/**'] },
    projects: projects
      .filter((root) => existsSync(new URL(`${root}/package.json`, import.meta.url)))
      .map((root) => ({
        extends: true as const,
        test: {
          name: root.split('/')[1] ?? root,
          root,
          // Searches what is printed, written or sent for credentials. The emulator prints those of its own robots.
          setupFiles: root === 'packages/emulator' ? [] : [secretsWatch],
          typecheck: { enabled: true, include: ['src/**/*.test-d.ts', 'test/**/*.test-d.ts'] },
        },
      })),
  },
})
