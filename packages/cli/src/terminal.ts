import { type Credentials, readCredentials, secretsOf } from './credentials.ts'
import { Mask } from './mask.ts'
import { type Lang, languageOf, type Words } from './words.ts'
import type { World } from './world.ts'

/** Where everything is said, in one language, and never with a credential in it. */
export class Terminal {
  readonly world: World
  readonly lang: Lang
  readonly #mask = new Mask()

  constructor(world: World) {
    this.world = world
    this.lang = languageOf(world.argv, world.env)
    // Before any file is read: whatever goes wrong first may quote the environment's already.
    this.#mask.add(secretsOf(readCredentials(world.env)))
  }

  /** The robot's credentials; from then on nothing printed holds them. Throws `UsageError`. */
  credentials(envFile: string | undefined): Credentials {
    const credentials = readCredentials(this.world.env, envFile)
    this.#mask.add(secretsOf(credentials))
    return credentials
  }

  /** In the language of this run. */
  say(words: Words): string {
    return words[this.lang]
  }

  /** A line on stdout, of words that are our own: only what is known as a credential is hidden. */
  print(line: string): void {
    this.world.stdout.write(`${this.#mask.known(line)}\n`)
  }

  /** A line on stdout that may quote the command line or the server: what looks like a credential is hidden, too. */
  printSuspect(line: string): void {
    this.world.stdout.write(`${this.#mask.suspect(line)}\n`)
  }

  /** A line on stderr, masked in the same way. */
  complain(line: string): void {
    this.world.stderr.write(`${this.#mask.suspect(line)}\n`)
  }
}
