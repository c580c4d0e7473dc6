import type { Relation } from '../../contract/relations.ts'

/** How a relation is called in a sentence. */
export function relationWords(relation: Relation, variantAxis: string | null): string {
  if (relation === 'same-product') return 'same product'
  if (relation === 'same-image') return 'same picture'
  return relation === 'variant' && variantAxis ? `variant (${variantAxis})` : relation
}
