// Loaded by --require or --import: says in which threads it runs.
const { isMainThread } = require('node:worker_threads')
require('node:fs').writeSync(1, isMainThread ? 'hooked\n' : 'hooked in a thread\n')
