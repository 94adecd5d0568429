import { Html } from './html.ts'

/** Paths on a field of 24 × 24, drawn with a line of 2. */
const paths = {
  text: 'M4 6h16M4 12h16M4 18h9',
  link: 'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17',
  markdown: 'M4 17V7l4 5 4-5v10M17 7v10m-3-3 3 3 3-3',
  card: 'M4 5h16v14H4zM8 15h8M8 9h8',
  buttons: 'M4 5h16v14H4zM8 9h8M7 15h3M14 15h3',
  feed: 'M4 4h16v7H4zM4 15h4v4H4zM12 15h8M12 19h5',
  controller: 'M8 5 3 12l5 7M16 5l5 7-5 7M13 4l-2 16',
  cron: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3 3',
  winston: 'M5 4h14v16H5zM9 9h6M9 13h6',
  pino: 'M12 3 6 11h3l-4 6h14l-4-6h3zM12 17v4',
  storm: 'M7 15a4 4 0 1 1 1-7.9 5.5 5.5 0 0 1 10.5 1.6A3.3 3.3 0 0 1 18 15M12 12l-2 4h4l-2 4',
  fatal: 'M12 3 2 20h20zM12 10v4M12 17v.5',
  threshold: 'M4 19V5M4 19h16M8 16v-3M12 16V9M16 16V6',
  reminder: 'M12 4a5 5 0 0 0-5 5v3l-2 4h14l-2-4V9a5 5 0 0 0-5-5M10 19a2 2 0 0 0 4 0',
  down: 'M12 4v12m-5-5 5 5 5-5M5 20h14',
  up: 'M12 20V8m-5 5 5-5 5 5M5 4h14',
} as const

export type IconName = keyof typeof paths

/** A small drawing; it says nothing that the words beside it do not say. */
export function icon(name: IconName): Html {
  return new Html(`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${paths[name]}"/></svg>`)
}
