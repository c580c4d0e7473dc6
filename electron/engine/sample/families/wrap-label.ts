import type { Pose } from '../product-look.ts'

/** A label around a round body: when the body is turned it moves to a side, narrows and leans with the curve. */
export function wrapLabel(
  label: string,
  at: { readonly y: number; readonly radius: number },
  pose: Pose,
): string {
  const { y, radius } = at
  const shift = Math.sin(pose.turn * 0.6) * radius
  const narrowed = Math.cos(pose.turn * 0.6)
  return `<g transform="translate(${shift} ${y}) skewY(${pose.turn * -4}) scale(${narrowed} 1)">${label}</g>`
}
