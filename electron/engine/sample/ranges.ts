import type { Colour } from './colour.ts'
import type { Measure } from './measure.ts'
import type { Family, Motif } from './product-look.ts'

/** One choice of a line: a flavour, a scent, a colour. Two of them are two products. */
export interface Variant {
  readonly word: string
  readonly body: Colour
  readonly accent: Colour
  /** A flavour's own picture; left out where the line's mark stays the same in every colour. */
  readonly motif?: Motif
}

/** What a family sells, and how its lines may differ. */
export interface Range {
  readonly family: Family
  readonly category: string
  /** What it is, and the body it comes in. */
  readonly kinds: readonly { readonly noun: string; readonly forms: readonly number[] }[]
  readonly variants: readonly Variant[]
  /** Sizes that a line can come in; [] where size does not tell products apart. */
  readonly measures: readonly Measure[]
  readonly price: readonly [from: number, to: number]
}

const FLAVOURS: readonly Variant[] = [
  { word: 'Apple', body: '#9fb84a', accent: '#4f7d3a', motif: 'fruit' },
  { word: 'Orange', body: '#eb9a32', accent: '#d9641f', motif: 'citrus' },
  { word: 'Blueberry', body: '#5a4a8f', accent: '#3b3f86', motif: 'berries' },
  { word: 'Cherry', body: '#b3263a', accent: '#a01f35', motif: 'berries' },
  { word: 'Lemon', body: '#f0d75a', accent: '#cfa41c', motif: 'citrus' },
  { word: 'Mint', body: '#8fcab0', accent: '#2b7a62', motif: 'leaf' },
  { word: 'Peach', body: '#f2b183', accent: '#d8704a', motif: 'fruit' },
]
const PANTRY: readonly Variant[] = [
  { word: 'Honey', body: '#d99a2b', accent: '#c27a16', motif: 'drop' },
  { word: 'Cocoa', body: '#6b4330', accent: '#5a3524', motif: 'bean' },
  { word: 'Vanilla', body: '#ead9ae', accent: '#b89547', motif: 'flower' },
  { word: 'Cranberry', body: '#b5344a', accent: '#9c2740', motif: 'berries' },
  { word: 'Oat', body: '#cdae82', accent: '#8a6b3f', motif: 'leaf' },
  { word: 'Ginger', body: '#d8a35a', accent: '#b5602a', motif: 'flame' },
]
const ROASTS: readonly Variant[] = [
  { word: 'Mild', body: '#d8c4a4', accent: '#9a7446', motif: 'sun' },
  { word: 'Dark', body: '#37302c', accent: '#8d3f2b', motif: 'bean' },
  { word: 'Sea Salt', body: '#3f6f8f', accent: '#2c5878', motif: 'waves' },
  { word: 'Chili', body: '#a8322a', accent: '#c2411f', motif: 'flame' },
  { word: 'Herbs', body: '#6d8a54', accent: '#4a6b3a', motif: 'leaf' },
]
const SCENTS: readonly Variant[] = [
  { word: 'Aloe', body: '#cfe3cf', accent: '#4d8a64', motif: 'leaf' },
  { word: 'Rose', body: '#f2cdd0', accent: '#b8506a', motif: 'flower' },
  { word: 'Lavender', body: '#d6cdea', accent: '#6a569c', motif: 'flower' },
  { word: 'Citrus', body: '#f6e3a8', accent: '#cf8a1c', motif: 'citrus' },
  { word: 'Sea Mineral', body: '#cfe0ea', accent: '#2f6a92', motif: 'waves' },
]
const COLOURS: readonly Variant[] = [
  { word: 'Navy', body: '#263a5e', accent: '#e7b04a' },
  { word: 'Red', body: '#b8362f', accent: '#f4e3c4' },
  { word: 'Forest Green', body: '#33583f', accent: '#e9d9a8' },
  { word: 'Mustard', body: '#d39a2c', accent: '#3b3a4a' },
  { word: 'White', body: '#f1eee6', accent: '#2f5f8a' },
  { word: 'Black', body: '#2b2a2c', accent: '#d5cfc4' },
  { word: 'Sky Blue', body: '#8fb7d4', accent: '#f7f1e3' },
  { word: 'Terracotta', body: '#bf6546', accent: '#f3dcc2' },
  { word: 'Lilac', body: '#a993c4', accent: '#4a3a66' },
]

function sizes(unit: Measure['unit'], ...amounts: number[]): Measure[] {
  return amounts.map((amount) => ({ amount, unit }))
}

export const RANGES: readonly Range[] = [
  {
    family: 'bottle',
    category: 'Drinks',
    kinds: [
      { noun: 'Juice', forms: [0, 3] },
      { noun: 'Iced Tea', forms: [0, 2] },
      { noun: 'Sparkling Water', forms: [2, 1] },
      { noun: 'Syrup', forms: [1, 3] },
    ],
    variants: FLAVOURS,
    measures: sizes('ml', 330, 500, 750),
    price: [1.2, 6],
  },
  {
    family: 'carton',
    category: 'Breakfast',
    kinds: [
      { noun: 'Granola', forms: [0, 3] },
      { noun: 'Tea Bags', forms: [1] },
      { noun: 'Biscuits', forms: [1, 3] },
      { noun: 'Corn Flakes', forms: [0] },
    ],
    variants: PANTRY,
    measures: sizes('g', 250, 375, 600),
    price: [2, 7],
  },
  {
    family: 'jar',
    category: 'Pantry',
    kinds: [
      { noun: 'Jam', forms: [1, 3] },
      { noun: 'Fruit Spread', forms: [0, 1] },
      { noun: 'Chutney', forms: [2, 0] },
    ],
    variants: FLAVOURS,
    measures: sizes('g', 200, 340, 450),
    price: [2.5, 8],
  },
  {
    family: 'pouch',
    category: 'Coffee & Snacks',
    kinds: [
      { noun: 'Ground Coffee', forms: [1, 0] },
      { noun: 'Nut Mix', forms: [3] },
      { noun: 'Potato Crisps', forms: [2] },
    ],
    variants: ROASTS,
    measures: sizes('g', 150, 250, 500),
    price: [2, 12],
  },
  {
    family: 'tube',
    category: 'Beauty',
    kinds: [
      { noun: 'Hand Cream', forms: [0, 2] },
      { noun: 'Body Lotion', forms: [1] },
      { noun: 'Face Serum', forms: [3] },
    ],
    variants: SCENTS,
    measures: sizes('ml', 50, 100, 250),
    price: [4, 24],
  },
  {
    family: 'mug',
    category: 'Kitchen',
    kinds: [
      { noun: 'Stoneware Mug', forms: [0, 2] },
      { noun: 'Coffee Cup', forms: [1] },
      { noun: 'Travel Mug', forms: [3] },
    ],
    variants: COLOURS,
    measures: sizes('ml', 250, 350, 450),
    price: [6, 22],
  },
  {
    family: 'shirt',
    category: 'Clothing',
    kinds: [
      { noun: 'T-Shirt', forms: [0] },
      { noun: 'Long Sleeve Top', forms: [1] },
      { noun: 'Polo Shirt', forms: [2] },
      { noun: 'Hoodie', forms: [3] },
    ],
    variants: COLOURS,
    measures: [],
    price: [12, 59],
  },
  {
    family: 'sneaker',
    category: 'Shoes',
    kinds: [
      { noun: 'Sneakers', forms: [0] },
      { noun: 'High Top Shoes', forms: [1] },
      { noun: 'Running Shoes', forms: [2] },
      { noun: 'Slip-On Shoes', forms: [3] },
    ],
    variants: COLOURS,
    measures: [],
    price: [35, 120],
  },
  {
    family: 'backpack',
    category: 'Bags',
    kinds: [
      { noun: 'Backpack', forms: [0, 2] },
      { noun: 'Roll Top Rucksack', forms: [1] },
      { noun: 'Daypack', forms: [3, 0] },
    ],
    variants: COLOURS,
    measures: sizes('l', 16, 24),
    price: [29, 110],
  },
  {
    family: 'watch',
    category: 'Watches',
    kinds: [
      { noun: 'Quartz Watch', forms: [0] },
      { noun: 'Steel Watch', forms: [1] },
      { noun: 'Digital Watch', forms: [2] },
      { noun: 'Chronograph', forms: [3] },
    ],
    variants: COLOURS,
    measures: sizes('mm', 36, 42),
    price: [39, 240],
  },
  {
    family: 'lamp',
    category: 'Home',
    kinds: [
      { noun: 'Table Lamp', forms: [0, 1] },
      { noun: 'Globe Lamp', forms: [2] },
      { noun: 'Desk Lamp', forms: [3] },
    ],
    variants: COLOURS,
    measures: sizes('cm', 30, 45),
    price: [19, 95],
  },
]

/** Invented makers. Letters only, so that lettering.ts can print them. */
export const BRANDS: readonly string[] = [
  'Velmo',
  'Kestra',
  'Olvena',
  'Brisko',
  'Tarnwood',
  'Mirelle',
  'Zunoa',
  'Harvik',
  'Lundry',
  'Pavonne',
  'Ostrel',
  'Quillow',
  'Fenmark',
  'Sorrelby',
  'Nordelle',
  'Tamsin',
  'Ravenka',
  'Ibbel',
  'Calvoe',
  'Dunmara',
]

/** Names of lines. */
export const LINE_NAMES: readonly string[] = [
  'Orchard',
  'Harbor',
  'Meadow',
  'Summit',
  'Cove',
  'Ember',
  'Willow',
  'Metro',
  'Dune',
  'Aurora',
  'Atlas',
  'Pine',
  'Breeze',
  'Canyon',
  'Field',
  'Luna',
]

/** Grounds that labels are printed on. */
export const LABEL_COLOURS: readonly Colour[] = [
  '#f5ead6',
  '#f7f4ee',
  '#e4ecdf',
  '#f3d9c9',
  '#dfe7ee',
  '#f4e2a6',
  '#e9dcec',
  '#2f3f4f',
  '#3d4a3c',
]

/** Marks of lines whose variants are colours. */
export const LINE_MARKS: readonly Motif[] = [
  'sun',
  'leaf',
  'waves',
  'peaks',
  'star',
  'flower',
  'flame',
  'drop',
  'zigzag',
  'dots',
]
