// Adds to a shared number, again and again.
import { Document } from '../../../src/host/document.ts'
import { update } from '../../../src/host/shared-document.ts'

const [, , path = '', times = '0', bytes = '0'] = process.argv
const document = new Document(() => path)
const filling = ' '.repeat(Number(bytes))
for (let left = Number(times); left > 0; left -= 1) {
  update(document, (text) => ({ result: undefined, text: `${Number(text) + 1}${filling}` }))
}
