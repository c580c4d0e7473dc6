import { spawn } from 'node:child_process'
import { type Surroundings, hasDisplay, isUnattended } from '../surroundings.ts'

export type BrowserPlan =
  | { readonly kind: 'open'; readonly command: string; readonly parameters: readonly string[] }
  | { readonly kind: 'leave'; readonly reason: string }

/** How to open a link in the user's own browser here, or why not to try. */
export function planBrowser(url: string, surroundings: Surroundings): BrowserPlan {
  const { platform, userId } = surroundings
  if (isUnattended(surroundings)) return { kind: 'leave', reason: 'this is a CI machine' }
  if (userId === 0) return { kind: 'leave', reason: 'a browser does not belong to root' }
  if (!hasDisplay(surroundings)) return { kind: 'leave', reason: 'there is no display' }
  if (platform === 'win32') return { kind: 'open', command: 'cmd', parameters: ['/c', 'start', '""', url] }
  return { kind: 'open', command: platform === 'darwin' ? 'open' : 'xdg-open', parameters: [url] }
}

/** Opens a link if it can; a failure is one line in the log and nothing more, because the link is printed anyway. */
export function openBrowser(url: string, surroundings: Surroundings, log: (line: string) => void): void {
  const plan = planBrowser(url, surroundings)
  if (plan.kind === 'leave') {
    log(`Not opening a browser: ${plan.reason}.`)
    return
  }
  const child = spawn(plan.command, plan.parameters, { stdio: 'ignore', detached: true })
  child.on('error', (error) => log(`Could not open a browser (${plan.command}: ${error.message}).`))
  child.on('exit', (code) => {
    if (code !== 0 && code !== null)
      log(`Could not open a browser (${plan.command} ended with code ${code}).`)
  })
  child.unref()
}
