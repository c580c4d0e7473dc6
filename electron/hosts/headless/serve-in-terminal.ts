import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { currentSurroundings } from '../surroundings.ts'
import { openBrowser } from './open-browser.ts'
import { type HeadlessOptions, serveHeadless } from './serve-headless.ts'

export interface TerminalOptions extends Omit<HeadlessOptions, 'log'> {
  readonly openInBrowser: boolean
}

/**
 * Serves until Ctrl-C (or SIGTERM): prints the link, opens it where there is a browser, and prints a fresh one
 * whenever Enter is pressed. The link goes to stdout and everything else to stderr.
 */
export async function serveInTerminal({ openInBrowser, ...options }: TerminalOptions): Promise<void> {
  const log = (line: string) => process.stderr.write(`${line}\n`)
  const server = await serveHeadless({ ...options, log })
  process.stdout.write(`Doublet is at ${server.url}\n`)
  if (openInBrowser) openBrowser(server.newUrl(), currentSurroundings(), log)

  const isTerminal = process.stdin.isTTY
  log(`The link works once. ${isTerminal ? 'Enter prints a fresh one, ' : ''}Ctrl-C stops.`)
  const lines = isTerminal ? createInterface({ input: process.stdin }) : null
  lines?.on('line', () => process.stdout.write(`Doublet is at ${server.newUrl()}\n`))

  await Promise.race([
    once(process, 'SIGINT'),
    once(process, 'SIGTERM'),
    ...(lines === null ? [] : [once(lines, 'SIGINT')]),
  ])
  lines?.close()
  await server.close()
}
