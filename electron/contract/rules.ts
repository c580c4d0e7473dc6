import { oc } from '@orpc/contract'
import { z } from 'zod'
import { errorMap } from './errors.ts'
import { itemId } from './identifiers.ts'
import { job } from './jobs.ts'
import { relation, variantAxis } from './relations.ts'

/** What must be so of a candidate pair. A pair of which nothing is known in a channel does not meet a condition on it. */
export const ruleCondition = z.discriminatedUnion('kind', [
  /** The bytes of a picture of each are the same. */
  z.object({ kind: z.literal('same-bytes') }),
  z.object({ kind: z.literal('score-at-least'), value: z.number().min(0).max(1) }),
  z.object({ kind: z.literal('score-at-most'), value: z.number().min(0).max(1) }),
  z.object({ kind: z.literal('same-code') }),
  z.object({ kind: z.literal('same-brand') }),
  z.object({ kind: z.literal('same-category') }),
  /** Differing bits of the two perceptual hashes. */
  z.object({ kind: z.literal('phash-at-most'), value: z.number().int().min(0).max(64) }),
  /** Cosine distances. */
  z.object({ kind: z.literal('image-at-most'), value: z.number().min(0).max(2) }),
  z.object({ kind: z.literal('title-at-most'), value: z.number().min(0).max(1) }),
  /** The lower price divided by the higher. */
  z.object({ kind: z.literal('price-ratio-at-least'), value: z.number().min(0).max(1) }),
  z.object({ kind: z.literal('price-ratio-at-most'), value: z.number().min(0).max(1) }),
])
export type RuleCondition = z.infer<typeof ruleCondition>
export type RuleConditionKind = RuleCondition['kind']

/** All conditions must hold; then the relation is said of the pair. */
export const rule = z.object({
  conditions: z.array(ruleCondition).min(1, { error: 'Expected at least one condition' }).max(12),
  relation,
  variantAxis: variantAxis.optional(),
})
export type Rule = z.infer<typeof rule>

export const savedRule = rule.extend({
  id: z.string(),
  /** Of a ready-made rule, in English. */
  name: z.string(),
  /** Comes with Doublet: it can be neither changed nor deleted. */
  readyMade: z.boolean(),
})
export type SavedRule = z.infer<typeof savedRule>

const ruleItem = z.object({
  id: itemId,
  externalId: z.string(),
  title: z.string().nullable(),
  /** The picture that the pair was compared by, else the item's first. */
  sha256: z.string().nullable(),
})

export const rulePair = z.object({ a: ruleItem, b: ruleItem, score: z.number() })
export type RulePair = z.infer<typeof rulePair>

const count = z.number().int().nonnegative()

/** A pair that the rule leaves alone, and why. */
export const ruleException = rulePair.extend({
  /** verdict: something else is settled of the two. size: the product would have more than 50 listings. */
  reason: z.enum(['verdict', 'size']),
  words: z.string(),
})
export type RuleException = z.infer<typeof ruleException>

export const rulePreview = z.object({
  /** What it would do, in a sentence. */
  words: z.string(),
  /** Candidate pairs, and those of them that meet the conditions. */
  candidates: count,
  pairs: count,
  /** Of these: what the rule says is settled of them already. */
  decided: count,
  /** Left out: something else is settled of them. */
  againstVerdicts: count,
  /** Left out: their product would have more than 50 listings. */
  tooLarge: count,
  /** Verdicts that would be recorded, the surest first, at most 100,000 at once. */
  toRecord: count,
  /** What is over that: apply the rule again for the rest. */
  later: count,
  /** What the recorded pairs touch: groups as they are, and items. */
  groups: count,
  items: count,
  /** Drawn at random of the pairs to be recorded. */
  sample: z.array(rulePair),
  seed: z.number().int(),
  /** At most 50 of those left out. */
  exceptions: z.array(ruleException),
})
export type RulePreview = z.infer<typeof rulePreview>

export const rulesContract = {
  /** Ready-made ones first, then the catalogue's own by name. */
  list: oc.errors(errorMap).output(z.array(savedRule)),
  /** Keeps a rule in the catalogue, in place of one with the same name. */
  save: oc
    .errors(errorMap)
    .input(rule.extend({ name: z.string().trim().min(1).max(120) }))
    .output(savedRule),
  delete: oc
    .errors(errorMap)
    .input(z.object({ id: z.string() }))
    .output(z.null()),
  /** Says what a rule would do; nothing is written. */
  preview: oc
    .errors(errorMap)
    .input(
      rule.extend({
        /** The same seed draws the same sample. */
        seed: z.number().int().min(0).max(4_294_967_295).default(1),
        sample: z.number().int().min(0).max(100).default(12),
      }),
    )
    .output(rulePreview),
  /**
   * Starts a job of kind `apply-rule`: records what the preview says, as the verdicts are then, in one action that one
   * undo takes back whole, and cuts the groups anew.
   */
  apply: oc
    .errors(errorMap)
    .input(rule.extend({ name: z.string().trim().max(120).default('') }))
    .output(job),
}
