// The closing line of a run, from vitest's JSON report: `N passed, N failed`.
import { readFileSync } from 'node:fs'

const { numFailedTests, numFailedTestSuites, numPassedTests, numTotalTests } = JSON.parse(
  readFileSync(process.argv[2] ?? '', 'utf8'),
)
const failed = Math.max(numFailedTests, numFailedTestSuites)
if (numTotalTests === 0) throw new Error('no test ran')
console.log(`${numPassedTests} passed, ${failed} failed`)
