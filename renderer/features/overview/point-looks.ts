import { readColour } from '../../components/css-colour.ts'
import { t } from '../../words/words.ts'
import type { MapArrays } from './map-arrays.ts'
import type { PointLook, PointShape } from './point-look.ts'

export type ColouredBy = 'state' | 'category' | 'group'
export interface PointLooks {
  readonly looks: readonly PointLook[]
  /** For each point its look. */
  readonly lookOf: Uint8Array<ArrayBuffer>
}

const SHAPES: readonly PointShape[] = ['circle', 'square', 'triangle', 'diamond']
const HUES = [255, 60, 150, 350, 195, 100, 300, 25]
const NAMED_CATEGORIES = 12

/** What the points look like, by what they are to be told apart by. */
export function pointLooks(arrays: MapArrays, by: ColouredBy, root: Element): PointLooks {
  if (by === 'state') return byState(arrays, root)
  return by === 'category' ? byCategory(arrays, root) : byGroup(arrays, root)
}

function byState({ states }: MapArrays, root: Element): PointLooks {
  const tokens = [
    ['--ui-text-dimmed', 'circle', t('overview.stateAlone')],
    ['--doublet-related', 'diamond', t('overview.stateOpen')],
    ['--doublet-variant', 'triangle', t('overview.stateStarted')],
    ['--doublet-same', 'square', t('overview.stateConfirmed')],
  ] as const
  return counted(
    tokens.map(([token, shape, name]) => ({ name, shape, colour: tokenColour(token, root) })),
    new Uint8Array(states),
  )
}

/** The categories of most items by name; all others together. Their numbers go by how many items they have. */
function byCategory({ categories, categoryNames }: MapArrays, root: Element): PointLooks {
  const named = categoryNames.slice(0, NAMED_CATEGORIES)
  const hasOthers = categoryNames.length > named.length
  const looks = [
    {
      name: t('overview.noCategory'),
      shape: 'circle' as const,
      colour: tokenColour('--ui-text-dimmed', root),
    },
    ...named.map((name, place) => ({ name, ...lookAt(place, root) })),
    ...(hasOthers
      ? [
          {
            name: t('overview.otherCategories'),
            shape: 'square' as const,
            colour: tokenColour('--ui-text-muted', root),
          },
        ]
      : []),
  ]
  return counted(
    looks,
    Uint8Array.from(categories, (category) => Math.min(category, looks.length - 1)),
  )
}

/** Points of one group share a look; groups beside each other hardly ever do. */
function byGroup({ groups }: MapArrays, root: Element): PointLooks {
  const kinds = HUES.length * SHAPES.length
  const looks = [
    {
      name: t('overview.stateAlone'),
      shape: 'circle' as const,
      colour: tokenColour('--ui-text-dimmed', root),
    },
    ...Array.from({ length: kinds }, (_, place) => ({ name: '', ...lookAt(place, root) })),
  ]
  return counted(
    looks,
    // Fibonacci hashing: groups named by numbers that follow each other look different.
    Uint8Array.from(groups, (group) =>
      group === 0 ? 0 : 1 + ((Math.imul(group, 0x9e37_79b1) >>> 0) % kinds),
    ),
  )
}

function counted(looks: readonly Omit<PointLook, 'points'>[], lookOf: Uint8Array<ArrayBuffer>): PointLooks {
  const counts = new Uint32Array(looks.length)
  for (const look of lookOf) counts[look] = (counts[look] ?? 0) + 1
  return { looks: looks.map((look, place) => ({ ...look, points: counts[place] ?? 0 })), lookOf }
}

function lookAt(place: number, root: Element): Pick<PointLook, 'shape' | 'colour'> {
  const isDark = root.closest('.dark') !== null
  const hue = HUES[place % HUES.length] ?? 0
  const turn = Math.floor(place / HUES.length)
  const [red, green, blue] = readColour(`oklch(${isDark ? 76 : 54}% 0.14 ${hue})`)
  return { shape: SHAPES[(place + turn) % SHAPES.length] ?? 'circle', colour: [red, green, blue] }
}

function tokenColour(token: string, root: Element): [number, number, number] {
  const [red, green, blue] = readColour(getComputedStyle(root).getPropertyValue(token))
  return [red, green, blue]
}
