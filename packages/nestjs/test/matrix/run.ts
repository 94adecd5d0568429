import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleCases } from './bundle.ts'
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
  const results = await Promise.all(
    projects.map(async (project) => run(project, await install(project, room, tarballs))),
  )
  const [passed, failed] = results
    .flat()
    .reduce(([p, f], cell) => [p + cell.passed, f + cell.failures.length], [0, 0])
  console.log(`${passed} passed, ${failed} failed in ${Math.round((performance.now() - started) / 1000)} s`)
  if (failed > 0 || passed === 0) process.exitCode = 1

  async function run(project: Project, folder: string): Promise<Cell[]> {
    const cells: Cell[] = []
    for (const task of project.tasks(bundles)) cells.push(report(await runCell(project, task, folder)))
    return cells
  }
} finally {
  await rm(room, { recursive: true, force: true })
}

function report(cell: Cell): Cell {
  console.log(
    `${cell.failures.length === 0 ? 'ok  ' : 'FAIL'} ${cell.name}: ${cell.passed} passed, ${cell.failures.length} failed`,
  )
  for (const failure of cell.failures) console.log(failure.replace(/^/gm, '     '))
  return cell
}
