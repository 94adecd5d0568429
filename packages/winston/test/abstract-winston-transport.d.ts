declare module 'abstract-winston-transport' {
  /** Defines its tests with the globals that Mocha has. */
  export default function suite(options: {
    name: string
    Transport: new (options?: never) => object
    construct?: () => object
  }): void
}
