import type { Random } from '../sample/random.ts'

/** A number drawn from Beta(alpha, beta), both above 0, as a share of two gamma numbers. */
export function drawBeta(random: Random, alpha: number, beta: number): number {
  const a = drawGamma(random, alpha)
  const b = drawGamma(random, beta)
  return a + b === 0 ? 0.5 : a / (a + b)
}

/** Marsaglia and Tsang, "A simple method for generating gamma variables" (2000); below 1 by the power of a uniform. */
function drawGamma(random: Random, shape: number): number {
  if (shape < 1) return drawGamma(random, shape + 1) * uniform(random) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const normal = drawNormal(random)
    const cube = (1 + c * normal) ** 3
    if (cube > 0 && Math.log(uniform(random)) < normal ** 2 / 2 + d - d * cube + d * Math.log(cube))
      return d * cube
  }
}

/** Box and Muller. */
function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(uniform(random))) * Math.cos(2 * Math.PI * uniform(random))
}

/** Above 0, so that it has a logarithm. */
function uniform(random: Random): number {
  return 1 - random.between(0, 1)
}
