/** Half the width of a round body at a height over its foot, in pixels. */
export type ProfilePoint = readonly [radius: number, height: number]

/**
 * The outline of a body that a lathe would turn: the profile, from its top down to its foot, on both sides.
 * @param roundness how far the foot bulges towards the camera, in pixels
 */
export function silhouette(profile: readonly ProfilePoint[], roundness: number): string {
  const [first, ...rest] = profile
  if (first === undefined) throw new RangeError('Expected a profile of at least one point but received none')
  const foot = rest.at(-1) ?? first
  const down = curves(profile, -1)
  const up = curves(profile.toReversed(), 1)
  return (
    `M${-first[0]} ${-first[1]}${down}Q0 ${-foot[1] + roundness * 2} ${foot[0]} ${-foot[1]}${up}` +
    `Q0 ${-first[1] - roundness * 0.6} ${-first[0]} ${-first[1]}Z`
  )
}

/** Through every point with an upright tangent, so that shoulders are round and walls are straight. */
function curves(points: readonly ProfilePoint[], side: -1 | 1): string {
  return points
    .slice(1)
    .map(([radius, height], at) => {
      const [radiusBefore, heightBefore] = points[at] ?? [radius, height]
      const middle = (heightBefore + height) / -2
      return `C${side * radiusBefore} ${middle} ${side * radius} ${middle} ${side * radius} ${-height}`
    })
    .join('')
}
