import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Bundles, bundleCases } from './bundle.ts'
import { type Cell, runCell } from './cell.ts'
import { pack } from './pack.ts'
import { install, type Project, projects } from './projects.ts'

//   pack      the tarballs that would be published
//     ▼
//   bundle    the cases of this package's own tests, as ESM and as CJS, against those tarballs
//     ▼
//   install   one scratch project for each version of Nest
//     ▼
//   run       each format on each platform, and a user's Jest or Vitest

const room = await mkdtemp(join(tmpdir(), 'dingbell-nestjs-'))
const started = performance.now()
try {
  const tarballs = await pack(room)
  const bundles = await bundleCases(room)
  const results = await Promise.all(projects.map((project) => run(project, tarballs, bundles)))
  const cells = results.flat()
  const passed = cells.reduce((sum, cell) => sum + cell.passed, 0)
  const failed = cells.reduce((sum, cell) => sum + cell.failures.length, 0)
  console.log(`${passed} passed, ${failed} failed in ${Math.round((performance.now() - started) / 1000)} s`)
  if (failed > 0 || passed === 0) process.exitCode = 1
} finally {
  await rm(room, { recursive: true, force: true })
}

async function run(project: Project, tarballs: Record<string, string>, bundles: Bundles): Promise<Cell[]> {
  const cells: Cell[] = []
  try {
    const folder = await install(project, room, tarballs)
    for (const task of project.tasks(bundles)) cells.push(report(await runCell(project, task, folder)))
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    cells.push(report({ name: `${project.name}, installing`, passed: 0, failures: [said] }))
  }
  return cells
}

function report(cell: Cell): Cell {
  console.log(
    `${cell.failures.length === 0 ? 'ok  ' : 'FAIL'} ${cell.name}: ${cell.passed} passed, ${cell.failures.length} failed`,
  )
  for (const failure of cell.failures) console.log(failure.replace(/^/gm, '     '))
  return cell
}
