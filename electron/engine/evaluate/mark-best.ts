import type { ComparedSetting } from '../../contract/evaluate.ts'

/** Marks of each model under each rule the threshold with the highest mean F1 by row, the first of equals. */
export function markBest(table: readonly ComparedSetting[]): ComparedSetting[] {
  const best = new Map<string, ComparedSetting>()
  for (const setting of table) {
    const { meanRowF1 } = setting.figures
    const key = keyOf(setting)
    if (meanRowF1 !== null && meanRowF1 > (best.get(key)?.figures.meanRowF1 ?? -1)) best.set(key, setting)
  }
  return table.map((setting) => (best.get(keyOf(setting)) === setting ? { ...setting, best: true } : setting))
}

function keyOf({ model, channel, rule }: ComparedSetting): string {
  return JSON.stringify([model, channel, rule])
}
