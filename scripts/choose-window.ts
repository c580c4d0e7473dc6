import { type Surroundings, hasDisplay, isUnattended } from '../electron/hosts/surroundings.ts'

/**
 * Why there can be no desktop window here, as one line for the curator, or null when there can.
 * Nothing is tried out: it is decided from what the system says of itself.
 */
export function whyNoWindow(surroundings: Surroundings): string | null {
  if (isUnattended(surroundings)) return 'This is a CI machine, so Doublet opens in the browser.'
  if (!hasDisplay(surroundings)) return 'No display here, so Doublet opens in the browser.'
  // Chromium's sandbox refuses root, and without its sandbox Doublet does not start it.
  const isRoot = surroundings.platform === 'linux' && surroundings.userId === 0
  return isRoot ? 'Electron does not run as root, so Doublet opens in the browser.' : null
}
