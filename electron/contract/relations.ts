import { z } from 'zod'

/** The label a verdict carries. Later versions let curators add their own. */
export const relation = z.enum(['same-product', 'same-image', 'variant', 'related', 'different'])
export type Relation = z.infer<typeof relation>

/** The relations that say that two listings are the same product and so belong in one group. */
export const SAME_PRODUCT_RELATIONS: readonly Relation[] = ['same-product', 'same-image']

export function isSameProduct(value: Relation): boolean {
  return SAME_PRODUCT_RELATIONS.includes(value)
}
