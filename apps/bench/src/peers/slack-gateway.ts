import { createServer } from 'node:http'

/** A gateway that takes Slack's messages and passes their text on to a DingTalk robot, as companies have them. */
export async function startSlackGateway(webhook: string): Promise<{ url: string; close(): void }> {
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = []
    // The answer goes back unchanged: the package is to see what DingTalk said.
    for await (const chunk of request) chunks.push(chunk)
    const { text } = JSON.parse(Buffer.concat(chunks).toString())
    const answer = await fetch(webhook, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ msgtype: 'text', text: { content: text } }),
      redirect: 'manual',
    })
    response.writeHead(answer.status).end(await answer.text())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() }
}
