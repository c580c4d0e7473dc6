/** As Python's `round`, by which the reference implementations choose sizes: 0.5 is 0, 1.5 and 2.5 are 2. */
export function roundHalfToEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1
  return floor % 2 === 0 ? floor : floor + 1
}
