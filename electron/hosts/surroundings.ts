/** What decides whether a window can be shown to someone here. */
export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
  /** 0 is root; null on Windows. */
  readonly userId: number | null
}

/** The surroundings of this very process. */
export function currentSurroundings(): Surroundings {
  return { platform: process.platform, environment: process.env, userId: process.getuid?.() ?? null }
}

/** Whether nobody is looking: a machine that builds and tests. */
export function isUnattended({ environment }: Surroundings): boolean {
  return isSet(environment.CI)
}

/** Whether windows can be seen here; only Linux runs without. */
export function hasDisplay({ platform, environment }: Surroundings): boolean {
  return platform !== 'linux' || isSet(environment.DISPLAY) || isSet(environment.WAYLAND_DISPLAY)
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false'
}
