import { builtInRelation, type BuiltInRelation, type Relation } from '../../electron/contract/relations.ts'
import { relationSignOf, relationTitle } from './known-relations.ts'

interface Drawn {
  /** Sign and colour always come together: colour alone says nothing to some. */
  readonly icon: string
  readonly chip: string
  readonly text: string
}

export interface RelationLook extends Drawn {
  readonly title: string
}

/**
 * How a relation is named and drawn, everywhere in the window; one that a curator added by what it counts as. Follows
 * a change of names or language where it is called in a template, a computed or a function.
 */
export function relationLook(relation: Relation): RelationLook {
  const builtIn = builtInRelation.safeParse(relation)
  const drawn = builtIn.success ? BUILT_IN[builtIn.data] : ADDED[relationSignOf(relation)]
  return { ...drawn, title: relationTitle(relation) }
}

const BUILT_IN: Readonly<Record<BuiltInRelation, Drawn>> = {
  'same-product': { icon: 'i-lucide-check', chip: 'bg-same-soft text-same', text: 'text-same' },
  'same-image': { icon: 'i-lucide-copy-check', chip: 'bg-same-soft text-same', text: 'text-same' },
  variant: { icon: 'i-lucide-split', chip: 'bg-variant-soft text-variant', text: 'text-variant' },
  related: { icon: 'i-lucide-link-2', chip: 'bg-related-soft text-related', text: 'text-related' },
  different: { icon: 'i-lucide-x', chip: 'bg-apart-soft text-apart', text: 'text-apart' },
}

const ADDED = {
  together: { icon: 'i-lucide-badge-check', chip: 'bg-same-soft text-same', text: 'text-same' },
  apart: { icon: 'i-lucide-tag', chip: 'bg-related-soft text-related', text: 'text-related' },
} as const satisfies Record<string, Drawn>
