import { execFile } from 'node:child_process'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Bundles } from './bundle.ts'

const run = promisify(execFile)

/** One thing to run in a project. */
export interface Task {
  name: string
  file: string
  /** Name under which the file is copied into the project, and run there. */
  as: string
  /** Started with the file's name behind it. */
  command: readonly string[]
  args?: readonly string[]
}

/** A scratch project with one version of Nest. */
export interface Project {
  name: string
  dependencies: Record<string, string>
  tasks(bundles: Bundles): readonly Task[]
}

/** Another Node than this one, to run the cases on. */
const node = process.env.DINGBELL_NODE ?? process.execPath

const userTest = (file: string) => fileURLToPath(new URL(`user/${file}`, import.meta.url))

function nest(major: number, others: Record<string, string>, user: Task): Project {
  const own = [
    'common',
    'core',
    'microservices',
    'platform-express',
    'platform-fastify',
    'platform-ws',
    'testing',
    'websockets',
  ]
  return {
    name: `nest ${major}`,
    dependencies: {
      ...Object.fromEntries(own.map((name) => [`@nestjs/${name}`, `^${major}.0.0`])),
      '@types/node': '^24.0.0',
      'reflect-metadata': '^0.2.0',
      rxjs: '^7.2.0',
      ws: '^8.0.0',
      ...others,
    },
    tasks: (bundles) => [
      ...(['esm', 'cjs'] as const).flatMap((format) =>
        ['express', 'fastify'].map((platform) => ({
          name: `${platform} ${format}`,
          file: bundles[format],
          as: format === 'esm' ? 'cases.mjs' : 'cases.cjs',
          command: [node],
          args: [platform],
        })),
      ),
      types,
      user,
    ],
  }
}

/** Strict, and with the declarations of every package checked as well. */
const types: Task = {
  name: 'types',
  file: userTest('types.mts'),
  as: 'types.mts',
  command: [
    process.execPath,
    fileURLToPath(new URL('../../../../node_modules/typescript/bin/tsc', import.meta.url)),
    ...'--noEmit --strict --exactOptionalPropertyTypes --experimentalDecorators --emitDecoratorMetadata'.split(
      ' ',
    ),
    ...'--module nodenext --target es2023 --types node --ignoreConfig'.split(' '),
  ],
}

const jest: Task = {
  name: 'jest',
  file: userTest('jest.cjs'),
  as: 'user.test.js',
  command: ['node_modules/.bin/jest'],
}
const vitest: Task = {
  name: 'vitest',
  file: userTest('vitest.mjs'),
  as: 'user.test.js',
  command: ['node_modules/.bin/vitest', 'run'],
}

export const projects: readonly Project[] = [
  nest(10, { '@nestjs/schedule': '^4.0.0', '@nestjs/terminus': '^10.0.0', jest: '^29.0.0' }, jest),
  nest(11, { '@nestjs/schedule': '^6.0.0', '@nestjs/terminus': '^11.0.0', jest: '^30.0.0' }, jest),
  nest(12, { '@nestjs/schedule': '^12.0.0', '@nestjs/terminus': '^12.0.0', vitest: '^5.0.0' }, vitest),
]

/** Installs a project and returns its folder. */
export async function install(
  project: Project,
  room: string,
  tarballs: Record<string, string>,
): Promise<string> {
  const folder = join(room, project.name.replace(' ', '-'))
  const files = Object.entries(tarballs).map(([name, file]) => [name, `file:${file}`] as const)
  await mkdir(folder)
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({
      private: true,
      dependencies: { ...project.dependencies, ...Object.fromEntries(files) },
    }),
  )
  await run(
    'npm',
    ['install', '--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts'],
    {
      cwd: folder,
    },
  )
  return folder
}

/** Puts a task's file where it finds the project's packages. */
export async function place({ as, file }: Task, folder: string): Promise<string> {
  await copyFile(file, join(folder, as))
  return as
}
