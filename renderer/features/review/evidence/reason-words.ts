import type {
  Channel,
  PairEvidence,
  PairReason,
  TitleConflict,
} from '../../../../electron/contract/evidence.ts'
import { t, type WordKey } from '../../../words/words.ts'
import { distanceInWords } from './channel-distance-words.ts'

const KINDS: Readonly<Record<TitleConflict['kind'], WordKey>> = {
  quantity: 'review.factQuantity',
  pack: 'review.factPack',
  number: 'review.factNumber',
  model: 'review.factModel',
  colour: 'review.factColour',
  size: 'review.factSize',
  word: 'review.factWord',
}

/** One reason for a score, in words of the language that is shown. */
export function reasonInWords(reason: PairReason, evidence: PairEvidence): string {
  const { topic, values } = reason
  switch (topic) {
    case 'agreement':
      return t('review.reasonAgreement')
    case 'verdicts':
      return t('review.reasonVerdicts', { category: values[0] ?? '' })
    case 'identifier':
      return t(reason.contribution < 0 ? 'review.reasonOtherIdentifier' : 'review.reasonSameIdentifier')
    case 'words':
      return conflictOf('word', evidence) ?? t('review.reasonWords')
    case 'quantity':
    case 'pack':
    case 'number':
    case 'model':
    case 'colour':
    case 'size':
      return factInWords(topic, reason, evidence)
    case 'bytes':
    case 'phash':
    case 'image':
    case 'title':
    case 'meaning':
    case 'brand':
    case 'category':
    case 'price':
    case 'code':
      return channelReason(topic, evidence)
  }
}

/** What the titles set against each other, with what it is: "quantity: 500 ml against 1 l". */
export function conflictInWords({ kind, onlyA, onlyB }: TitleConflict): string {
  const sides = { one: listed(onlyA), other: listed(onlyB) }
  return kind === 'word'
    ? t('review.reasonAgainst', sides)
    : t('review.conflictOf', { kind: t(KINDS[kind]), ...sides })
}

function channelReason(channel: Channel, { channels }: PairEvidence): string {
  const evidence = channels.find((candidate) => candidate.channel === channel)
  return distanceInWords(evidence ?? { channel, distance: null })
}

function factInWords(
  kind: Exclude<TitleConflict['kind'], 'word'>,
  { values, contribution }: PairReason,
  evidence: PairEvidence,
): string {
  const conflict = conflictOf(kind, evidence)
  if (conflict !== null) return conflict
  if (values.length > 0) return t('review.reasonBothSay', { values: listed(values) })
  return t(contribution < 0 ? 'review.reasonOtherFact' : 'review.reasonSameFact', { kind: t(KINDS[kind]) })
}

function conflictOf(kind: TitleConflict['kind'], { conflicts }: PairEvidence): string | null {
  const conflict = conflicts.find((candidate) => candidate.kind === kind)
  return conflict === undefined
    ? null
    : t('review.reasonAgainst', { one: listed(conflict.onlyA), other: listed(conflict.onlyB) })
}

function listed(values: readonly string[]): string {
  return values.map(spaced).join(', ')
}

/** "500ml" as a person writes it; a count, "2x", stays as it is. */
function spaced(value: string): string {
  return value.replace(/^(\d+(?:\.\d+)?)(?!x$)(\p{L}{1,3})$/u, '$1 $2')
}
