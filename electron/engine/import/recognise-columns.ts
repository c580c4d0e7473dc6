import type { ColumnMapping } from '../../contract/sources.ts'

type Field = Exclude<keyof ColumnMapping, 'images'>

/**
 * Names by which shops and data sets call a field, in English, German and Chinese, in lower case without punctuation; an
 * earlier one is preferred. No name stands in two lists.
 */
const FIELD_NAMES: Readonly<Record<Field, readonly string[]>> = {
  id: words(
    'id sku postingid itemid listingid offerid externalid uniqid uniqueid asin imageid imgid sellerimgid userimgid' +
      ' productid articleid articlenumber itemnumber itemno productcode handle' +
      ' artikelnummer artikelnr artikelid produktnummer produktid 商品编号 商品id 编号 货号',
  ),
  title: words(
    'title name productname producttitle itemname itemtitle listingtitle' +
      ' titel produktname artikelname produkttitel artikelbezeichnung produktbezeichnung bezeichnung' +
      ' 标题 商品标题 商品名称 名称 品名',
  ),
  description: words(
    'description productdescription itemdescription longdescription bodyhtml body' +
      ' beschreibung produktbeschreibung artikelbeschreibung langtext 描述 商品描述 说明',
  ),
  category: words(
    'category producttype productcategory categoryname categories department type' +
      ' kategorie produktkategorie warengruppe rubrik 类别 分类 类目 品类',
  ),
  brand: words('brand brandname manufacturer vendor maker marke markenname hersteller 品牌'),
  price: words(
    'price saleprice currentprice sellingprice listprice unitprice retailprice' +
      ' preis verkaufspreis einzelpreis 价格 售价 单价',
  ),
  code: words(
    'gtin gtin13 gtin14 gtin12 ean ean13 upc upca barcode isbn isbn13 mpn modelno modelnumber model' +
      ' strichcode eancode eannummer modellnummer 条形码 条码',
  ),
  labelGroup: words('labelgroup productgroup groupid itemgroupid clusterid group produktgruppe gruppe 分组'),
}

/** An id that counts pictures: beside it a product id says which pictures belong together. */
const PICTURE_ID_NAMES: ReadonlySet<string> = new Set(['imageid', 'imgid', 'sellerimgid', 'userimgid'])

const IMAGE_NAME =
  /^(?:(?:main|primary|additional|other)?(?:image|img|picture|photo)s?(?:path|file|filename|name)?|(?:haupt|zusatz)?(?:bild|bilder|fotos?)(?:pfad|datei|dateiname|name)?|(?:主图|图片|图像|照片)(?:路径|文件|文件名|名称)?)\d{0,2}$/
/** Taken for images only where no column says so more clearly. */
const POSSIBLE_IMAGE_NAME =
  /^(?:file|filename|filepath|path|pic|datei|dateiname|pfad|文件|文件名|(?:main|primary|additional)?(?:image|img|picture|photo)s?(?:url|link|src)s?|(?:haupt)?(?:bild|bilder|fotos?)(?:url|link)s?|(?:主图|图片|照片)(?:链接|地址))\d{0,2}$/

/**
 * What each column means, by its name in any case and punctuation; null or [] where no column has such a name.
 * Never gives one column two meanings.
 */
export function recogniseColumns(columns: readonly string[]): ColumnMapping {
  const free = new Map(columns.map((column) => [column, plainName(column)]))
  const take = (names: readonly string[]): string | null => {
    for (const name of names) {
      const column = columns.find((candidate) => free.get(candidate) === name)
      if (column === undefined) continue
      free.delete(column)
      return column
    }
    return null
  }
  const id = take(FIELD_NAMES.id)
  const labelGroup = take(FIELD_NAMES.labelGroup)
  const isPictureTable = id !== null && PICTURE_ID_NAMES.has(plainName(id))
  return {
    id,
    labelGroup: labelGroup ?? (isPictureTable ? take(['productid']) : null),
    title: take(FIELD_NAMES.title),
    description: take(FIELD_NAMES.description),
    category: take(FIELD_NAMES.category),
    brand: take(FIELD_NAMES.brand),
    price: take(FIELD_NAMES.price),
    code: take(FIELD_NAMES.code),
    images: imageColumns(free),
  }
}

function imageColumns(free: ReadonlyMap<string, string>): string[] {
  const matching = (pattern: RegExp): string[] =>
    [...free].filter(([, name]) => pattern.test(name)).map(([column]) => column)
  const clear = matching(IMAGE_NAME)
  return clear.length > 0 ? clear : matching(POSSIBLE_IMAGE_NAME)
}

function plainName(column: string): string {
  return column
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}

function words(text: string): readonly string[] {
  return text.split(' ')
}
