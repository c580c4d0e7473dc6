/** A unit of measure as titles write it: its kind, the spelling it is brought to, and how many of those it is. */
interface Unit {
  readonly base: string
  readonly factor: number
}

const VOLUME = 'ml'
const MASS = 'g'
const LENGTH = 'mm'
const MEMORY = 'mb'
/** A count of pieces: "6 pack" and "6x" are the same word. */
export const PACK = 'x'

/** Spellings after folding, in the languages that sellers mostly write; one table, so that "1 L" and "1000 ml" meet. */
const UNITS: ReadonlyMap<string, Unit> = new Map(
  [
    ...spellings(VOLUME, 1, 'ml', 'millilitre', 'millilitres', 'milliliter', 'milliliters', 'мл'),
    ...spellings(VOLUME, 10, 'cl', 'centilitre', 'centilitres', 'centiliter', 'centiliters'),
    ...spellings(VOLUME, 100, 'dl', 'deciliter', 'decilitre'),
    ...spellings(
      VOLUME,
      1_000,
      'l',
      'lt',
      'ltr',
      'liter',
      'liters',
      'litre',
      'litres',
      'litro',
      'litros',
      'л',
    ),
    ...spellings(VOLUME, 29.5735, 'floz', 'fl oz', 'fl. oz'),
    ...spellings(MASS, 0.001, 'mg', 'milligram', 'milligrams'),
    ...spellings(MASS, 1, 'g', 'gr', 'gm', 'gms', 'gram', 'grams', 'gramm', 'gramme', 'grammes', 'г', 'гр'),
    ...spellings(MASS, 1_000, 'kg', 'kgs', 'kilo', 'kilos', 'kilogram', 'kilograms', 'kilogramm', 'кг'),
    ...spellings(MASS, 28.3495, 'oz', 'ounce', 'ounces'),
    ...spellings(MASS, 453.592, 'lb', 'lbs', 'pound', 'pounds'),
    ...spellings(LENGTH, 1, 'mm', 'millimeter', 'millimeters', 'millimetre', 'millimetres', 'мм'),
    ...spellings(LENGTH, 10, 'cm', 'centimeter', 'centimeters', 'centimetre', 'centimetres', 'см'),
    ...spellings(LENGTH, 1_000, 'm', 'mtr', 'meter', 'meters', 'metre', 'metres', 'м'),
    ...spellings(LENGTH, 25.4, 'in', 'inch', 'inches', 'zoll', '"', "''", '″', '”'),
    ...spellings(LENGTH, 304.8, 'ft', 'feet', 'foot'),
    ...spellings(MEMORY, 0.001, 'kb'),
    ...spellings(MEMORY, 1, 'mb'),
    ...spellings(MEMORY, 1_000, 'gb'),
    ...spellings(MEMORY, 1_000_000, 'tb'),
    ...spellings('w', 1, 'w', 'watt', 'watts'),
    ...spellings('w', 1_000, 'kw'),
    ...spellings('v', 1, 'v', 'volt', 'volts'),
    ...spellings('mah', 1, 'mah'),
    ...spellings('mah', 1_000, 'ah'),
    ...spellings('mhz', 1, 'mhz'),
    ...spellings('mhz', 1_000, 'ghz'),
    ...spellings('mp', 1, 'mp', 'megapixel', 'megapixels'),
    ...spellings(PACK, 1, 'pcs', 'pc', 'pieces', 'pack', 'packs', 'pk', 'count', 'ct', 'stk', 'stuck', 'шт'),
  ].map(([spelling, unit]) => [spelling, unit] as const),
)

function spellings(base: string, factor: number, ...names: string[]): [string, Unit][] {
  return names.map((name) => [name, { base, factor }])
}

/** Every spelling, longest first, so that "ml" is tried before "m". */
export const UNIT_SPELLINGS: readonly string[] = [...UNITS.keys()].toSorted(
  (a, b) => b.length - a.length || (a < b ? -1 : 1),
)

/**
 * A number and its unit as one word, in the unit's base: (1, "l") and (1000, "ml") both give "1000ml".
 * @param spelling one of UNIT_SPELLINGS
 */
export function quantityToken(amount: number, spelling: string): string {
  const unit = UNITS.get(spelling)
  if (unit === undefined) throw new RangeError(`Expected the spelling of a unit but received "${spelling}"`)
  return `${plainNumber(amount * unit.factor)}${unit.base}`
}

/** Four significant digits at most, without exponent or trailing zeros: 0.33 l and 330 ml meet in spite of rounding. */
export function plainNumber(value: number): string {
  return String(Number(value.toPrecision(4)))
}
