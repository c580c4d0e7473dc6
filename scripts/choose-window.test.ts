import { describe, expect, it } from 'vitest'
import { whyNoWindow } from './choose-window.ts'

describe('whyNoWindow', () => {
  it.each([
    ['linux', { DISPLAY: ':0' }, 1000],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000],
    ['darwin', {}, 501],
    ['win32', { CI: '' }, null],
    ['darwin', { CI: 'false' }, 501],
  ] as const)('finds nothing in the way on %s with %j as user %s', (platform, environment, userId) => {
    expect(whyNoWindow({ platform, environment, userId })).toBeNull()
  })

  it.each([
    ['linux', {}, 1000, 'No display here, so Doublet opens in the browser.'],
    ['linux', { DISPLAY: '' }, 1000, 'No display here, so Doublet opens in the browser.'],
    ['linux', { DISPLAY: ':0' }, 0, 'Electron does not run as root, so Doublet opens in the browser.'],
    ['darwin', { CI: 'true' }, 501, 'This is a CI machine, so Doublet opens in the browser.'],
  ] as const)('says why on %s with %j as user %s', (platform, environment, userId, reason) => {
    expect(whyNoWindow({ platform, environment, userId })).toBe(reason)
  })
})
