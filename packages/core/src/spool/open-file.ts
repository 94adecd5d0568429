import type { SpoolFiles } from './files.ts'

/** A file that is closed only when nothing is under way any more: its number may be given to another file. */
export class OpenFile {
  readonly #files: SpoolFiles
  readonly #file: number
  #underWay = 0
  #closing = false

  constructor(files: SpoolFiles, file: number) {
    this.#files = files
    this.#file = file
  }

  append(bytes: Uint8Array): void {
    this.#files.append(this.#file, bytes)
  }

  sync(): void {
    this.#files.sync(this.#file)
  }

  syncSoon(done: (error: Error | null) => void): void {
    this.#underWay += 1
    this.#files.syncSoon(this.#file, (error) => {
      this.#underWay -= 1
      if (this.#closing && this.#underWay === 0) this.#close()
      done(error)
    })
  }

  close(sync: boolean): void {
    this.#closing = true
    if (sync) this.syncSoon(() => {})
    else if (this.#underWay === 0) this.#close()
  }

  #close(): void {
    try {
      this.#files.close(this.#file)
    } catch {
      // It is gone either way.
    }
  }
}
