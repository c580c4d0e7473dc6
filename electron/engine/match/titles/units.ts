import { foldTitle } from './fold-title.ts'

/** A unit of measure as titles write it: its base unit, and how many of those it is. */
interface Unit {
  readonly base: string
  readonly factor: number
  /** Not metric: labels give the metric amount beside it as a round number, "16 oz (454 g)". */
  readonly isImperial: boolean
}

/** A count of pieces: "6 pack" and "6x" are the same word. */
export const PACK = 'x'
export const LENGTH = 'mm'

/** Base unit, factor, spellings before folding; a comma parts them, since some hold a blank. */
type UnitRow = readonly [base: string, factor: number, spellings: string]

const METRIC: readonly UnitRow[] = [
  [
    'ml',
    1,
    'ml,mls,cc,millilitre,millilitres,milliliter,milliliters,mililitro,mililitros,millilitri,мл,миллилитр,миллилитров,μλ,مل,ملل,مليلتر,ميلي,מ"ל,מל,मिली,มล,มิลลิลิตร,毫升,ミリリットル,밀리리터,미리',
  ],
  ['ml', 10, 'cl,centilitre,centilitres,centiliter,centiliters,centilitro,centilitros,сл,厘升'],
  ['ml', 100, 'dl,decilitre,decilitres,deciliter,deciliters,дл,デシリットル'],
  [
    'ml',
    1_000,
    'l,lt,ltr,ltrs,liter,liters,litre,litres,litro,litros,litri,litra,litry,litrow,л,литр,литра,литров,λ,λτ,λιτρο,λίτρα,λίτρων,لتر,ليتر,ל,ליטר,लीटर,ลิตร,升,公升,リットル,리터,ℓ',
  ],
  [
    'g',
    0.001,
    'mg,mgs,milligram,milligrams,milligramm,miligramo,miligramos,мг,миллиграмм,χλστγρ,ملغ,ملجم,مجم,毫克,ミリグラム,밀리그램',
  ],
  ['g', 0.000_001, 'mcg,µg,мкг,微克'],
  [
    'g',
    1,
    'g,gr,gm,gms,grs,gram,grams,gramm,gramme,grammes,gramo,gramos,grammi,grama,gramas,gramow,г,гр,грамм,грамма,граммов,γρ,γραμμάρια,غ,غم,غرام,جرام,جم,غرامات,גרם,גר,ग्राम,กรัม,克,公克,グラム,그램,그람',
  ],
  [
    'g',
    1_000,
    'kg,kgs,kgm,kilo,kilos,kilogram,kilograms,kilogramm,kilogrammes,kilogramme,kilogramo,kilogramos,chilo,chili,quilo,quilos,кг,килограмм,килограмма,килограммов,кило,κιλο,κιλά,كغ,كغم,كجم,كيلو,كيلوغرام,كيلوجرام,ק"ג,קג,קילו,किलो,किग्रा,กก,กิโลกรัม,千克,公斤,キロ,キログラム,킬로그램,킬로',
  ],
  ['g', 500, '斤,市斤'],
  [
    LENGTH,
    1,
    'mm,millimeter,millimeters,millimetre,millimetres,мм,миллиметр,миллиметров,χιλ,مم,ملم,מ"מ,मिमी,มม,毫米,ミリ,ミリメートル,밀리미터',
  ],
  [
    LENGTH,
    10,
    'cm,cms,centimeter,centimeters,centimetre,centimetres,centimetro,centimetros,centimetri,zentimeter,см,сантиметр,сантиметров,εκ,سم,سنتيمتر,ס"מ,סמ,सेमी,ซม,เซนติเมตร,厘米,公分,センチ,センチメートル,센티미터,센치',
  ],
  [
    LENGTH,
    1_000,
    'm,mtr,mtrs,meter,meters,metre,metres,metro,metros,metri,м,метр,метра,метров,متر,מטר,मीटर,เมตร,米,公尺,メートル,미터',
  ],
  ['mb', 0.001, 'kb,кб'],
  ['mb', 1, 'mb,мб'],
  ['mb', 1_000, 'gb,gigabyte,gigabytes,go,гб'],
  ['mb', 1_000_000, 'tb,terabyte,terabytes,тб'],
  ['w', 1, 'w,watt,watts,вт,βατ,واط,วัตต์,瓦,瓦特,ワット,와트'],
  ['w', 1_000, 'kw,квт,千瓦'],
  ['v', 1, 'v,volt,volts,вольт,فولت,伏,ボルト,볼트'],
  ['mah', 1, 'mah,мач,毫安'],
  ['mah', 1_000, 'ah'],
  ['hz', 1, 'hz,гц,赫兹,ヘルツ'],
  ['hz', 1_000, 'khz'],
  ['mhz', 1, 'mhz,мгц'],
  ['mhz', 1_000, 'ghz,ггц'],
  ['mp', 1, 'mp,megapixel,megapixels,mpx,万像素'],
  ['btu', 1, 'btu'],
  ['rpm', 1, 'rpm'],
  ['lm', 1, 'lm,lumen,lumens'],
  ['dpi', 1, 'dpi'],
]

const IMPERIAL: readonly UnitRow[] = [
  ['ml', 29.5735, 'floz,fl oz,fl. oz,fl. oz.,fluid ounce,fluid ounces,fluid oz'],
  ['ml', 946.353, 'qt,quart,quarts'],
  ['ml', 3_785.41, 'gal,gallon,gallons'],
  ['g', 28.3495, 'oz,oz.,ounce,ounces,унций,オンス,온스'],
  ['g', 453.592, 'lb,lb.,lbs,lbs.,pound,pounds,磅,ポンド,파운드'],
  [
    LENGTH,
    25.4,
    `in,in.,inch,inches,zoll,pouces,pouce,pulgadas,pulgada,polegadas,pollici,pollice,дюйм,дюйма,дюймов,inci,بوصة,吋,英寸,寸,インチ,인치,",'',”,″`,
  ],
  [LENGTH, 304.8, 'ft,ft.,feet,foot,英尺,フィート,피트'],
  [LENGTH, 914.4, 'yd,yard,yards,ヤード,야드'],
]

const COUNTS: readonly UnitRow[] = [
  [
    PACK,
    1,
    [
      'pcs,pc,pce,piece,pieces,pack,packs,pk,pks,pkt,count,ct,cts,ea,units,unit,pair,pairs',
      'stk,stück,stücke,stuck,paar,packung,packungen,stuks,stuk,styck,szt,sztuk,sztuki,adet',
      'pièces,pièce,pz,pzs,pza,pzas,pezzi,pezzo,piezas,pieza,uds,ud,unidades,unidad,unités,unité,peças,peça,paires,paire,pares',
      'capsules,kapseln,gélules,cápsulas,capsule,tablets,tabletten,tabletas,compresse,comprimés,comprimidos',
      'rolls,rollen,rotoli,rollos,rouleaux,sheets,blatt,feuilles,sachets,teabags,bottles,flaschen,cans,dosen',
      'шт,штук,штуки,штука,уп,упаковок,таблеток,капсул,τεμ,τεμάχια,τεμάχιο,τμχ',
      'قطعة,قطع,حبة,حبات,عبوة,عبوات,علبة,علب,יח,יחידות,पीस,ชิ้น,แพ็ค,กล่อง,ขวด,ซอง',
      '个,個,只,隻,支,片,包,袋,瓶,盒,箱,罐,条,條,枚,粒,颗,顆,张,張,卷,双,雙,件,套,组,組,本,缶,入,入り,コ,ケ,個入,個入り,枚入,枚入り,本入,本入り,袋入,袋入り',
      '片装,包装,瓶装,盒装,袋装,支装,只装,个装,個裝,片裝,包裝,粒装,条装,枚装,件装,罐装,卷装',
      'セット,パック,ピース,個セット,本セット,枚セット,袋セット,개,개입,입,팩,매,병,봉,봉지,캔,장,세트,박스,정',
    ].join(','),
  ],
  [PACK, 12, 'dozen,dozens,dz,dutzend,douzaine,docena,dozzina,duzia,打,ダース,다스'],
]

/** Spellings after folding, in the languages that sellers mostly write; one table, so that "1 L" and "1000 ml" meet. */
const UNITS: ReadonlyMap<string, Unit> = new Map(
  [
    ...METRIC.map((row) => [row, false] as const),
    ...IMPERIAL.map((row) => [row, true] as const),
    ...COUNTS.map((row) => [row, false] as const),
  ].flatMap(([[base, factor, names], isImperial]) =>
    names.split(',').map((name) => [foldTitle(name), { base, factor, isImperial }] as const),
  ),
)

/** Every spelling, longest first, so that "ml" is tried before "m". */
export const UNIT_SPELLINGS: readonly string[] = [...UNITS.keys()].toSorted(
  (a, b) => b.length - a.length || (a < b ? -1 : 1),
)

/** Those of lengths alone, longest first. */
export const LENGTH_SPELLINGS: readonly string[] = UNIT_SPELLINGS.filter(
  (spelling) => UNITS.get(spelling)?.base === LENGTH,
)

/**
 * A number and its unit as one word, in the unit's base: (1, "l") and (1000, "ml") both give "1000ml".
 * @param spelling one of UNIT_SPELLINGS
 */
export function quantityToken(amount: number, spelling: string): string {
  return `${baseAmount(amount, spelling)}${unitOf(spelling).base}`
}

/** Sides of one unit of length, as one word whatever their order: (60, 40 and 2, "cm") give "20x400x600mm". */
export function dimensionsToken(sides: readonly { amount: number; spelling: string }[]): string {
  const amounts = sides.map(({ amount, spelling }) => Number(baseAmount(amount, spelling)))
  return `${amounts.toSorted((a, b) => a - b).join('x')}${LENGTH}`
}

/** Four significant digits at most, without exponent or trailing zeros: 0.33 l and 330 ml meet in spite of rounding. */
export function plainNumber(value: number): string {
  const rounded = String(Number(value.toPrecision(4)))
  return rounded.includes('e') ? BigInt(Math.round(value)).toString() : rounded
}

/** Of units that are not metric three digits, or a whole number: what the metric label beside it says, "16 oz" and "454 g". */
function baseAmount(amount: number, spelling: string): string {
  const { factor, isImperial } = unitOf(spelling)
  const value = amount * factor
  if (!isImperial) return plainNumber(value)
  return plainNumber(value < 100 ? Number(value.toPrecision(3)) : Math.round(value))
}

function unitOf(spelling: string): Unit {
  const unit = UNITS.get(spelling)
  if (unit === undefined) throw new RangeError(`Expected the spelling of a unit but received "${spelling}"`)
  return unit
}
