// Adds to a shared number, again and again.
import { Document } from '../../../src/host/document.ts'
import { update } from '../../../src/host/shared-document.ts'

const [, , dir = '', times = '0'] = process.argv
const document = new Document(() => dir)
for (let left = Number(times); left > 0; left -= 1) {
  update(document, (text) => ({ result: undefined, text: `${Number(text) + 1}` }))
}
