import { StringDecoder } from 'node:string_decoder'

/** A longer line is read up to here; it is passed on whole all the same. */
const mostChars = 1_048_576

/** Cuts chunks of bytes into lines, wherever the chunks end, within a character as well. What is no UTF-8 becomes U+FFFD. */
export class Lines {
  #decoder = new StringDecoder('utf8')
  #rest = ''

  /** The lines that this chunk completes, without their line breaks. */
  feed(chunk: Buffer): string[] {
    // Grown only up to the bound, so that a file without line breaks does not fill the memory.
    const [first = '', ...others] = this.#decoder.write(chunk).split('\n')
    const grown = this.#rest.length < mostChars ? this.#rest + first : this.#rest
    const lines = [grown, ...others]
    this.#rest = lines.pop() ?? ''
    return lines.map((line) => line.slice(0, mostChars))
  }

  /** The last line, where no line break ended it. */
  end(): string[] {
    const rest = this.#rest + this.#decoder.end()
    this.#decoder = new StringDecoder('utf8')
    this.#rest = ''
    return rest === '' ? [] : [rest.slice(0, mostChars)]
  }
}
