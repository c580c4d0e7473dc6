import type { Rule, RuleCondition, RulePreview } from '../../contract/rules.ts'
import { relationWords, type RelationNames } from '../review/actions/relation-words.ts'
import type { LeftOut } from './plan-rule.ts'

/** A rule in a sentence: "score at least 0.99 and equal code: same product". */
export function ruleInWords({ conditions, relation, variantAxis }: Rule, names: RelationNames): string {
  return `${conditions.map(conditionWords).join(' and ')}: ${relationWords(relation, variantAxis ?? null, names)}`
}

function conditionWords(condition: RuleCondition): string {
  switch (condition.kind) {
    case 'same-bytes':
      return 'identical bytes'
    case 'same-code':
      return 'equal code'
    case 'same-brand':
      return 'same brand'
    case 'same-category':
      return 'same category'
    case 'score-at-least':
      return `score at least ${condition.value}`
    case 'score-at-most':
      return `score at most ${condition.value}`
    case 'phash-at-most':
      return `at most ${condition.value} of 64 hash bits differ`
    case 'image-at-most':
      return `picture distance at most ${condition.value}`
    case 'title-at-most':
      return `title distance at most ${condition.value}`
    case 'price-ratio-at-least':
      return `price ratio at least ${condition.value}`
    case 'price-ratio-at-most':
      return `price ratio at most ${condition.value}`
  }
}

/** What a rule would do, in a sentence. */
export function previewWords(counts: Omit<RulePreview, 'words' | 'sample' | 'seed' | 'exceptions'>): string {
  const { pairs, candidates, toRecord, groups, items, decided, againstVerdicts, tooLarge, later } = counts
  const leftOut = againstVerdicts + tooLarge
  return [
    `${number(pairs)} of ${number(candidates)} candidate pairs meet the rule.`,
    toRecord === 0
      ? 'There is nothing to record.'
      : `${number(toRecord)} verdicts would be recorded, which touch ${number(groups)} groups and ${number(items)} items.`,
    decided === 0 ? '' : `${number(decided)} are decided like that already.`,
    leftOut === 0
      ? ''
      : `${number(leftOut)} are left out: ${number(againstVerdicts)} against a verdict, ${number(tooLarge)} would make a product of more than 50.`,
    later === 0 ? '' : `${number(later)} more remain for the next time.`,
  ]
    .filter((part) => part !== '')
    .join(' ')
}

/** Why a pair is left alone. */
export function leftOutWords({ reason, settled, size }: LeftOut, names: RelationNames): string {
  if (reason === 'size') return `The product would have ${size} listings; it may have 50 at most.`
  if (settled === null)
    return 'It cannot hold together with verdicts and with what the rule says of surer pairs.'
  const said = relationWords(settled.relation, null, names)
  const day = settled.decidedAt.slice(0, 10)
  return settled.implied
    ? `It follows from verdicts that the two are: ${said}.`
    : `${settled.reviewer} said on ${day}: ${said}.`
}

function number(value: number): string {
  return value.toLocaleString('en')
}
