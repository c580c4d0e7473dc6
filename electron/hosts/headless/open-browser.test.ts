import { describe, expect, it } from 'vitest'
import { openBrowser, planBrowser } from './open-browser.ts'

const url = 'http://127.0.0.1:7311/?token=abc'

describe('planBrowser', () => {
  it.each([
    ['linux', { DISPLAY: ':0' }, 1000, 'xdg-open'],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000, 'xdg-open'],
    ['darwin', {}, 501, 'open'],
    ['win32', {}, null, 'cmd'],
  ] as const)('opens on %s with %j', (platform, environment, userId, command) => {
    const plan = planBrowser(url, { platform, environment, userId })
    expect(plan).toMatchObject({ kind: 'open', command })
    expect(plan.kind === 'open' ? plan.parameters.at(-1) : null).toBe(url)
  })

  it.each([
    ['linux', {}, 1000, 'there is no display'],
    ['linux', { DISPLAY: ':0' }, 0, 'a browser does not belong to root'],
    ['darwin', { CI: 'true' }, 501, 'this is a CI machine'],
  ] as const)('leaves it on %s with %j as user %s', (platform, environment, userId, reason) => {
    expect(planBrowser(url, { platform, environment, userId })).toEqual({ kind: 'leave', reason })
  })
})

describe('openBrowser', () => {
  it('logs one line when the opener is missing, and throws nothing', async () => {
    const lines: string[] = []
    const surroundings = { platform: 'win32', environment: { PATH: '' }, userId: null } as const
    openBrowser(url, surroundings, (line) => lines.push(line))
    await expect.poll(() => lines).toEqual([expect.stringMatching(/^Could not open a browser \(cmd/)])
  })
})
