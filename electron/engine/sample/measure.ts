import type { Random } from './random.ts'

export interface Measure {
  readonly amount: number
  readonly unit: 'ml' | 'g' | 'l' | 'cm' | 'mm'
}

/** As it is printed on the product: "500 ml". */
export function printedMeasure({ amount, unit }: Measure): string {
  return `${amount} ${unit}`
}

/** The same amount as another seller writes it: "0.5 l", "500ml", "50 cl". Never another amount. */
export function rewrittenMeasure({ amount, unit }: Measure, random: Random): string {
  return random.pick(SPELLINGS[unit](amount))
}

const SPELLINGS: Readonly<Record<Measure['unit'], (amount: number) => readonly string[]>> = {
  ml: (amount) => [
    `${amount / 1000} l`,
    `${amount}ml`,
    `${amount / 10} cl`,
    `${amount} mL`,
    `${amount / 1000}L`,
  ],
  g: (amount) => [`${amount / 1000} kg`, `${amount}g`, `${amount} gr`, `${amount} gram`],
  l: (amount) => [`${amount}L`, `${amount} litre`, `${amount} liters`],
  cm: (amount) => [`${amount}cm`, `${amount * 10} mm`, `H${amount} cm`],
  mm: (amount) => [`${amount}mm`, `${amount / 10} cm`],
}
