/** Figures of a version: those measured alike on several sets as a table, and what stands alone. */
interface SplitFigures {
  /** What was measured: "precision at 0.5". */
  readonly measures: readonly string[]
  /** One a set of pairs, with a value for each measure; undefined where it was not measured. */
  readonly sets: readonly { readonly name: string; readonly values: readonly (number | undefined)[] }[]
  readonly others: readonly (readonly [name: string, value: number])[]
}

const JOINT = ': '

/** @param figures by their names; "sample: recall at 0.5" is a measure on a set */
export function splitFigures(figures: Readonly<Record<string, number>>): SplitFigures {
  const bySet = new Map<string, Map<string, number>>()
  const others: (readonly [string, number])[] = []
  for (const [name, value] of Object.entries(figures)) {
    const at = name.indexOf(JOINT)
    if (at < 0) {
      others.push([name, value])
      continue
    }
    const set = name.slice(0, at)
    bySet.set(set, (bySet.get(set) ?? new Map<string, number>()).set(name.slice(at + JOINT.length), value))
  }
  const measures = [...new Set([...bySet.values()].flatMap((values) => [...values.keys()]))]
  const sets = [...bySet].map(([name, values]) => ({
    name,
    values: measures.map((measure) => values.get(measure)),
  }))
  return { measures, sets, others }
}
