import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { throughputBenchmark } from './emulator/throughput.ts'
import { captureBenchmark } from './engine/capture.ts'
import { latencyBenchmark } from './engine/latency.ts'
import { loadBenchmark } from './engine/load.ts'
import { saturationBenchmark } from './engine/saturation.ts'
import { stormBenchmark } from './engine/storm.ts'
import { slotsBenchmark } from './host/slots.ts'
import { exitBenchmark } from './hosts/exit.ts'
import { hungBenchmark } from './hosts/hung.ts'
import { overheadBenchmark } from './hosts/overhead.ts'
import { peersBenchmark } from './peers/peers.ts'
import { type Benchmark, type Result, tableOf } from './result.ts'
import { journalBenchmark } from './spool/journal.ts'

const benchmarks: Record<string, Benchmark> = {
  load: loadBenchmark,
  capture: captureBenchmark,
  storm: stormBenchmark,
  journal: journalBenchmark,
  slots: slotsBenchmark,
  saturation: saturationBenchmark,
  latency: latencyBenchmark,
  peers: peersBenchmark,
  overhead: overheadBenchmark,
  hung: hungBenchmark,
  exit: exitBenchmark,
  emulator: throughputBenchmark,
}

// What is measured here is no business of other processes, nor of an earlier run.
const stateDir = mkdtempSync(join(tmpdir(), 'dingbell-bench-'))
process.env.DINGBELL_STATE_DIR = stateDir
process.once('exit', () => rmSync(stateDir, { recursive: true, force: true }))

const { positionals, values } = parseArgs({
  allowPositionals: true,
  // npm passes its own separator on.
  args: process.argv.slice(2).filter((word) => word !== '--'),
  options: { short: { type: 'boolean', default: false } },
})
const wanted = positionals.length > 0 ? positionals : Object.keys(benchmarks)
const effort = { short: values.short, runs: values.short ? 1 : 5 }
const results: Record<string, Result[]> = {}

console.log(`Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}`)
for (const name of wanted) {
  const benchmark = benchmarks[name]
  if (!benchmark)
    throw new Error(`no benchmark is named ${name}; there are ${Object.keys(benchmarks).join(', ')}`)
  results[name] = await benchmark(effort)
  console.log(`\n## ${name}\n\n${tableOf(results[name])}`)
}

const folder = new URL('../results/', import.meta.url)
mkdirSync(folder, { recursive: true })
writeFileSync(new URL('latest.json', folder), `${JSON.stringify(results, null, 2)}\n`)
// A server or a worker of a peer's may still hold the process.
process.exit()
