import { foldTitle } from './fold-title.ts'
import { titleTokens } from './title-tokens.ts'

/** What tables write where there is no brand: nothing is known, which is not another brand. */
const NO_BRAND = new Set(
  [
    'generic unbranded nobrand none na nan null unknown other others various oem notapplicable doesnotapply',
    'ohnemarke sansmarque sinmarca senzamarca semmarca tanpamerek tidakadamerek безбренда нетбренда 无品牌 無品牌 ノーブランド',
  ]
    .map(foldTitle)
    .join(' ')
    .split(' '),
)
const JOINING = new Set('and und et y e the inc ltd llc gmbh corp corporation co company'.split(' '))

/**
 * One spelling of a brand, its words parted by blanks: "Black & Decker, Inc." and "BLACK AND DECKER" are "black decker".
 * @returns null for nothing, and for what tables write instead ("N/A", "unbranded")
 */
export function normaliseBrand(brand: string | null): string | null {
  const words = brand === null ? [] : titleTokens(brand)
  const telling = words.filter((word) => !JOINING.has(word))
  const spelling = (telling.length > 0 ? telling : words).join(' ')
  return spelling === '' || isNoBrand(brand ?? '') ? null : spelling
}

/** A brand without blanks and apostrophes, which sellers set as they like. @param brand folded */
export function joinBrand(brand: string): string {
  return brand.replace(/[ ']/gu, '')
}

function isNoBrand(brand: string): boolean {
  return NO_BRAND.has(foldTitle(brand).replace(/[^\p{L}\p{N}]/gu, ''))
}

/**
 * 0 if two normalised brands are one or one begins with the other ("LG", "LG Electronics"), 1 if not; null
 * where one is not given.
 */
export function compareBrands(a: string | null | undefined, b: string | null | undefined): 0 | 1 | null {
  if (a === null || a === undefined || b === null || b === undefined) return null
  if (a === b) return 0
  if (a.startsWith(`${b} `) || b.startsWith(`${a} `)) return 0
  return joinBrand(a) === joinBrand(b) ? 0 : 1
}
