/**
 * What the thread runs that posts while the main one stands still. A text, not a file: bundled applications have no file
 * of ours. It loads nothing but Node's own modules, and knows nothing of DingTalk.
 *
 * A name is first looked up without Node's thread pool, and given to the system's resolver only if some server answers
 * at all: a thread in a resolver that hangs cannot be stopped, and the process would wait for it.
 */
export const postScript = `
const node = (name) => process.getBuiltinModule('node:' + name)
const { answerBytes, port, turn } = node('worker_threads').workerData

function lookup(host, options, done) {
  const ask = () => node('dns').lookup(host, options, done)
  if (/(^|\\.)localhost$/.test(host)) return ask()
  new (node('dns').Resolver)().resolve4(host, (error) => {
    if (error && /TIMEOUT/.test(error.code)) done(error)
    else ask()
  })
}

function post({ body, headers, timeoutMs, url }) {
  return new Promise((resolve) => {
    const fail = ({ code, message }) => resolve({ error: { code, message } })
    const client = node(url.startsWith('https:') ? 'https' : 'http')
    const request = client.request(url, { method: 'POST', headers, lookup })
    request.on('error', fail)
    request.on('response', (answer) => {
      const { date, 'retry-after': wait } = answer.headers
      let text = ''
      const end = () => resolve({ status: answer.statusCode, headers: { date, 'retry-after': wait }, body: text })
      answer.setEncoding('utf8')
      answer.on('data', (chunk) => {
        text += chunk
        if (text.length >= answerBytes) end()
      })
      answer.on('end', end)
      answer.on('error', fail)
    })
    setTimeout(() => fail({ message: 'no answer in time' }), timeoutMs)
    request.end(body)
  })
}

port.on('message', async (requests) => {
  const posting = requests.map(async (request, index) => {
    let answer
    try {
      answer = await post(request)
    } catch ({ code, message }) {
      answer = { error: { code, message } }
    }
    port.postMessage({ index, answer })
  })
  await Promise.all(posting)
  Atomics.add(turn, 0, 1)
  Atomics.notify(turn, 0)
})
`
