import type { GroupSort } from '../../contract/groups.ts'

type OrderColumn = 'score' | 'size' | 'unsure' | 'value' | 'newest'

/** Each order as its column and direction; ties always by representative, ascending. */
const ORDERS: Readonly<Record<GroupSort, { column: OrderColumn; descending: boolean }>> = {
  'score-desc': { column: 'score', descending: true },
  'score-asc': { column: 'score', descending: false },
  'size-desc': { column: 'size', descending: true },
  'size-asc': { column: 'size', descending: false },
  'unsure-first': { column: 'unsure', descending: false },
  value: { column: 'value', descending: true },
  newest: { column: 'newest', descending: true },
}

/** An order as SQL, for ORDER BY. */
export function groupOrder(sort: GroupSort): string {
  const { column, descending } = ORDERS[sort]
  return `product_group.${column} ${descending ? 'DESC' : 'ASC'}, representative`
}

/**
 * What lies after, or before, a place in an order.
 * @returns the column that the order goes by, the condition on `@value` of it and `@representative`, and the order in which
 * the nearest comes first
 */
export function furtherGroups(
  sort: GroupSort,
  direction: 'next' | 'previous',
): { column: OrderColumn; after: string; order: string } {
  const { column, descending } = ORDERS[sort]
  const forward = direction === 'next'
  const further = descending === forward ? '<' : '>'
  const later = forward ? '>' : '<'
  return {
    column,
    after: `(${column} ${further} @value OR (${column} = @value AND representative ${later} @representative))`,
    order: `${column} ${further === '<' ? 'DESC' : 'ASC'}, representative ${forward ? 'ASC' : 'DESC'}`,
  }
}
