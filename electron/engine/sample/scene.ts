import type { Colour } from './colour.ts'
import type { ProductLook } from './product-look.ts'
import type { Random } from './random.ts'

export type Backdrop = 'studio' | 'paper' | 'arch' | 'wood' | 'tiles' | 'garden' | 'window' | 'linen'
export type Prop = 'none' | 'plant' | 'stones' | 'books' | 'citrus' | 'bowl'
export type View = 'front' | 'angled' | 'close-up' | 'measured'

/** Where and how a photo is taken: what two photos of one product do not share. */
export interface Scene {
  readonly backdrop: Backdrop
  readonly wall: Colour
  readonly surface: Colour
  readonly prop: Prop
  /** Which side the light comes from, so that shadows fall to the other: -1 left, 1 right. */
  readonly light: -1 | 1
  readonly degrees: number
  readonly scale: number
  readonly shiftXPx: number
  readonly shiftYPx: number
  readonly heightPx: number
}

/** One photo before any seller's edit. */
export interface Photo {
  readonly look: ProductLook
  readonly view: View
  /** Which way an angled view is turned, -1 or 1. */
  readonly side: -1 | 1
  readonly scene: Scene
}

export const PHOTO_WIDTH_PX = 600

const WALLS: readonly Colour[] = [
  '#f4ede1',
  '#e9d8c4',
  '#d8e2dc',
  '#cfdde6',
  '#f0d9d0',
  '#dcd3e6',
  '#e4e7d4',
  '#c9d6cf',
  '#f2e2b8',
  '#b9c7d2',
  '#ead1c5',
  '#8fa39a',
  '#6d7f8f',
  '#c98f6b',
]
const SURFACES: readonly Colour[] = [
  '#b98a5e',
  '#8f6239',
  '#d9b98f',
  '#e9e3d8',
  '#6b4a33',
  '#c7c2ba',
  '#a9784c',
  '#f1ede6',
]

/** A studio shot as a shop takes it, or somebody's own corner. */
export function planScene(random: Random, kind: 'shop' | 'home'): Scene {
  const jitter = kind === 'shop' ? 0.5 : 1
  const backdrop =
    kind === 'shop'
      ? random.pick<Backdrop>(['studio', 'studio', 'paper', 'arch'])
      : random.pick<Backdrop>(['wood', 'tiles', 'garden', 'window', 'linen', 'paper', 'arch'])
  return {
    backdrop,
    wall: random.pick(WALLS),
    surface: random.pick(SURFACES),
    prop:
      kind === 'shop' ? 'none' : random.pick<Prop>(['none', 'plant', 'stones', 'books', 'citrus', 'bowl']),
    light: random.chance(0.5) ? 1 : -1,
    degrees: random.between(-3.5, 3.5) * jitter,
    scale: random.between(0.86, 1.1) + (kind === 'shop' ? 0.08 : 0),
    shiftXPx: random.between(-46, 46) * jitter,
    shiftYPx: random.between(-16, 16) * jitter,
    heightPx: random.pick([600, 600, 600, 660, 720]),
  }
}
