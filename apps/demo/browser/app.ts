import { listen } from './live.ts'
import { pressButtons } from './press.ts'

// The page works without this script; with it, buttons do not leave the page, and ledger and chat keep themselves up to date.
pressButtons()
listen()
