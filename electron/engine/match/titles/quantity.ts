/** Labels round, and more so beside another system: "8 oz" is 227 g, 226.8 g or 226 g. */
const ROUNDING_SHARE = 0.005

/** A quantity token with what it measures. */
export interface Quantity {
  readonly text: string
  /** The text without its amounts, "#mm" or "#x#mm": quantities of one shape can contradict each other */
  readonly shape: string
  readonly amounts: readonly number[]
}

export function parseQuantity(text: string): Quantity {
  return {
    text,
    shape: text.replace(/[\d.]+/gu, '#'),
    amounts: (text.match(/[\d.]+/gu) ?? []).map(Number),
  }
}

/** Whether two quantities are one but for what labels round. */
export function sameQuantity(a: Quantity, b: Quantity): boolean {
  if (a.text === b.text) return true
  if (a.shape !== b.shape) return false
  for (let place = 0; place < a.amounts.length; place += 1) {
    const [amountA = 0, amountB = 0] = [a.amounts[place], b.amounts[place]]
    if (Math.abs(amountA - amountB) > ROUNDING_SHARE * Math.max(amountA, amountB)) return false
  }
  return true
}
