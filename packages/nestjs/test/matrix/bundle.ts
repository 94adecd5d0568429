import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** File of the bundled cases, by module format. */
export type Bundles = Record<'esm' | 'cjs', string>

/** The cases as plain JavaScript that imports the published package, whatever folder it is run from. */
export async function bundleCases(room: string): Promise<Bundles> {
  const bundles = { esm: join(room, 'cases.mjs'), cjs: join(room, 'cases.cjs') }
  for (const format of ['esm', 'cjs'] as const) {
    await build({
      entryPoints: [fileURLToPath(new URL('entry.ts', import.meta.url))],
      outfile: bundles[format],
      bundle: true,
      format,
      platform: 'node',
      packages: 'external',
      target: 'node20.19',
      tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
      plugins: [
        {
          name: 'published',
          setup: ({ onResolve }) => {
            onResolve({ filter: /src\/index\.ts$/ }, () => ({ path: '@dingbell/nestjs', external: true }))
          },
        },
      ],
    })
  }
  return bundles
}
