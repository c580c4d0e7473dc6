import type { HostBridge } from '../../electron/contract/host-bridge.ts'

declare global {
  interface Window {
    /** Put there by the desktop's preload; a browser has none. */
    readonly doublet?: HostBridge
  }
}

/** What the desktop adds to the API, or null in a browser. */
export function hostBridge(): HostBridge | null {
  return window.doublet ?? null
}
