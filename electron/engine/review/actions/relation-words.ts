import type { BuiltInRelation, Relation } from '../../../contract/relations.ts'
import type { Repositories } from '../../catalogue/repositories.ts'

/** How relations and axes are called in a sentence. */
export interface RelationNames {
  relation(id: Relation): string
  axis(id: string): string
}

const BUILT_IN: Readonly<Record<BuiltInRelation, string>> = {
  'same-product': 'same product',
  'same-image': 'same picture',
  variant: 'variant',
  related: 'related',
  different: 'different',
}
const IN_WORDS = new Map<string, string>(Object.entries(BUILT_IN))

/** The names that a curator gave; what comes with Doublet and was not renamed, in small letters. */
export function relationNames({ relations, axes }: Pick<Repositories, 'relations' | 'axes'>): RelationNames {
  return {
    relation(id) {
      const stored = relations.find(id)
      return stored?.builtIn === false || stored?.renamed === true ? stored.name : (IN_WORDS.get(id) ?? id)
    },
    axis(id) {
      const stored = axes.find(id)
      return stored?.renamed === true ? stored.name : id
    },
  }
}

/** How a verdict is called in a sentence: "variant (colour)". */
export function relationWords(relation: Relation, variantAxis: string | null, names: RelationNames): string {
  const words = names.relation(relation)
  return variantAxis === null ? words : `${words} (${names.axis(variantAxis)})`
}
