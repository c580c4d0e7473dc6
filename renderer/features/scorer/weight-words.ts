import type { Channel, TitleConflict } from '../../../electron/contract/evidence.ts'
import type { WeightSubject } from '../../../electron/contract/scorer.ts'
import { formatNumber } from '../../components/format-number.ts'
import { visibleText } from '../../components/visible-text.ts'
import { t, type WordKey } from '../../words/words.ts'

/** As they stand in a phrase. */
const CHANNELS: Readonly<Record<Channel, WordKey>> = {
  bytes: 'scorer.ofBytes',
  phash: 'scorer.ofPhash',
  image: 'scorer.ofImage',
  title: 'scorer.ofTitle',
  meaning: 'scorer.ofMeaning',
  brand: 'scorer.ofBrand',
  category: 'scorer.ofCategory',
  price: 'scorer.ofPrice',
  code: 'scorer.ofCode',
}
const FACTS: Readonly<Record<Exclude<TitleConflict['kind'], 'word'>, WordKey>> = {
  quantity: 'review.factQuantity',
  pack: 'review.factPack',
  number: 'review.factNumber',
  model: 'review.factModel',
  colour: 'review.factColour',
  size: 'review.factSize',
}

/** What of a pair a weight is for: "image nearer than 0.1, no titles". */
export function weightInWords(subject: WeightSubject): string {
  switch (subject.kind) {
    case 'nothing':
      return t('scorer.nothingKnown')
    case 'known':
      return withTitles(subject, t('scorer.known', { channel: t(CHANNELS[subject.channel]) }))
    case 'nearer': {
      const { channel, limit } = subject
      return withTitles(
        subject,
        t('scorer.nearer', { channel: t(CHANNELS[channel]), limit: formatNumber(limit) }),
      )
    }
    case 'equal':
      return t('scorer.equal', { channel: t(CHANNELS[subject.channel]) })
    case 'different':
      return t('scorer.different', { channel: t(CHANNELS[subject.channel]) })
    case 'same-fact':
      return t('scorer.sameFact', { fact: t(FACTS[subject.fact]) })
    case 'other-fact':
      return t('scorer.otherFact', { fact: t(FACTS[subject.fact]) })
    case 'word-against-word':
      return t('scorer.wordAgainstWord')
    case 'agreement':
      return t('scorer.agreement')
    case 'shared-identifier':
      return t('scorer.sharedIdentifier')
    case 'other-identifier':
      return t('scorer.otherIdentifier')
    case 'category':
      return t('scorer.bothInCategory', { category: visibleText(subject.name) })
  }
}

function withTitles({ untitled }: { readonly untitled: boolean }, words: string): string {
  return untitled ? t('scorer.untitled', { words }) : words
}
