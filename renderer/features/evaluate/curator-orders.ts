import type { CuratorOrder } from '../../../electron/contract/queue.ts'
import type { WordKey } from '../../words/words.ts'

interface OrderLook {
  readonly order: CuratorOrder
  readonly title: WordKey
  readonly colour: string
  /** Lines differ in more than their colour. */
  readonly dashes: string
}

/** The orders in which a curator can be asked, the queue's own first. */
export const CURATOR_ORDERS: readonly OrderLook[] = [
  { order: 'value', title: 'evaluate.orderValue', colour: 'var(--ui-primary)', dashes: 'none' },
  { order: 'score', title: 'evaluate.orderScore', colour: 'var(--doublet-variant)', dashes: '8 4' },
  { order: 'random', title: 'evaluate.orderRandom', colour: 'var(--ui-text-muted)', dashes: '2 4' },
]
