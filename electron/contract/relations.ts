import { oc } from '@orpc/contract'
import { z } from 'zod'
import { errorMap } from './errors.ts'

/**
 * The label a verdict carries, by its id: one of the built-in ones or one that a curator added. The engine checks that
 * the catalogue knows it. An id is made from the first name and stays whatever the relation is called later.
 */
export const relation = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
    error: 'Expected the id of a relation: lower-case letters and digits, joined by hyphens',
  })
export type Relation = z.infer<typeof relation>

/** The relations that every catalogue has from the start, in their first order. */
export const builtInRelation = z.enum(['same-product', 'same-image', 'variant', 'related', 'different'])
export type BuiltInRelation = z.infer<typeof builtInRelation>

/** together: it counts as the same product, and its listings share a group. apart: they never do. Fixed when it is added. */
export const relationSign = z.enum(['together', 'apart'])
export type RelationSign = z.infer<typeof relationSign>

const named = {
  /** As a person calls it. */
  name: z.string(),
  /** True: comes with Doublet. While `renamed` is false a window may show it in its own language. */
  builtIn: z.boolean(),
  renamed: z.boolean(),
  /** No longer offered; what was said with it stays and keeps its name. Archived ones come last. */
  archived: z.boolean(),
  /** The number key it lies on: the first nine that are not archived, in their order; null for the others. */
  key: z.number().int().min(1).max(9).nullable(),
}

export const relationDefinition = z.object({ id: relation, sign: relationSign, ...named })
export type RelationDefinition = z.infer<typeof relationDefinition>

/** In what a variant differs. */
export const variantAxis = z.string().trim().min(1).max(60)
export const axisDefinition = z.object({ id: variantAxis, ...named })
export type AxisDefinition = z.infer<typeof axisDefinition>

/** Every relation and every axis that the catalogue knows, each in the curator's order. */
export const relationSet = z.object({
  relations: z.array(relationDefinition),
  axes: z.array(axisDefinition),
})
export type RelationSet = z.infer<typeof relationSet>

const name = z.string().trim().min(1).max(40)

/**
 * Relations are data of the catalogue. Nothing is ever deleted, since verdicts refer to it. Each call that changes
 * something answers with the whole set; REVIEW_REFUSED where a name is taken, an id is unknown, or "same product" and
 * "different", which the engine itself says, would be archived.
 */
export const relationsContract = {
  list: oc.errors(errorMap).output(relationSet),
  /** Put last; more than 40 that are not archived are refused. */
  add: oc
    .errors(errorMap)
    .input(z.object({ name, sign: relationSign }))
    .output(relationSet),
  rename: oc
    .errors(errorMap)
    .input(z.object({ id: relation, name }))
    .output(relationSet),
  /** All that are not archived, in their new order. */
  reorder: oc
    .errors(errorMap)
    .input(z.object({ ids: z.array(relation).max(100) }))
    .output(relationSet),
  /** `archived: false` brings it back, as the last. */
  archive: oc
    .errors(errorMap)
    .input(z.object({ id: relation, archived: z.boolean() }))
    .output(relationSet),
  addAxis: oc.errors(errorMap).input(z.object({ name })).output(relationSet),
  renameAxis: oc
    .errors(errorMap)
    .input(z.object({ id: variantAxis, name }))
    .output(relationSet),
  reorderAxes: oc
    .errors(errorMap)
    .input(z.object({ ids: z.array(variantAxis).max(100) }))
    .output(relationSet),
  archiveAxis: oc
    .errors(errorMap)
    .input(z.object({ id: variantAxis, archived: z.boolean() }))
    .output(relationSet),
}
