import type { Relation } from '../../electron/contract/relations.ts'

export interface RelationLook {
  readonly title: string
  /** Sign and colour always come together: colour alone says nothing to some. */
  readonly icon: string
  readonly chip: string
  readonly text: string
}

/** How each relation is named and drawn, everywhere in the window. */
export const RELATION_LOOKS: Readonly<Record<Relation, RelationLook>> = {
  'same-product': {
    title: 'Same product',
    icon: 'i-lucide-check',
    chip: 'bg-same-soft text-same',
    text: 'text-same',
  },
  'same-image': {
    title: 'Same image',
    icon: 'i-lucide-copy-check',
    chip: 'bg-same-soft text-same',
    text: 'text-same',
  },
  variant: {
    title: 'Variant',
    icon: 'i-lucide-split',
    chip: 'bg-variant-soft text-variant',
    text: 'text-variant',
  },
  related: {
    title: 'Related',
    icon: 'i-lucide-link-2',
    chip: 'bg-related-soft text-related',
    text: 'text-related',
  },
  different: { title: 'Different', icon: 'i-lucide-x', chip: 'bg-apart-soft text-apart', text: 'text-apart' },
}
