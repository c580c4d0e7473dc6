import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseColumns } from './choose-columns.ts'
import { recogniseColumns } from './recognise-columns.ts'
import { UnknownColumnError } from './unknown-column-error.ts'

const NOTHING = {
  id: null,
  title: null,
  description: null,
  category: null,
  brand: null,
  price: null,
  code: null,
  labelGroup: null,
  images: [],
}

describe('recogniseColumns', () => {
  it("recognises the columns of Shopee's table and leaves its hash alone", () => {
    expect(recogniseColumns(['posting_id', 'image', 'image_phash', 'title', 'label_group'])).toEqual({
      ...NOTHING,
      id: 'posting_id',
      title: 'title',
      labelGroup: 'label_group',
      images: ['image'],
    })
  })

  it('recognises names in any case and punctuation', () => {
    const columns = [
      'Product Name',
      'SKU',
      'Product-Type',
      'MANUFACTURER',
      'Price',
      'Gtin',
      'Image Path',
      'Description',
    ]
    expect(recogniseColumns(columns)).toEqual({
      id: 'SKU',
      title: 'Product Name',
      description: 'Description',
      category: 'Product-Type',
      brand: 'MANUFACTURER',
      price: 'Price',
      code: 'Gtin',
      labelGroup: null,
      images: ['Image Path'],
    })
  })

  it.each([
    [
      'German',
      [
        'Artikel-Nr.',
        'Titel',
        'Beschreibung',
        'Warengruppe',
        'Marke',
        'Preis',
        'Strichcode',
        'Foto 1',
        'Foto 2',
      ],
    ],
    ['Chinese', ['商品编号', '商品名称', '描述', '分类', '品牌', '价格', '条形码', '主图', '图片2']],
  ])('recognises %s names', (_language, columns) => {
    const [id, title, description, category, brand, price, code, ...images] = columns
    const known = { id, title, description, category, brand, price, code, images }
    expect(recogniseColumns(columns)).toEqual({ ...known, labelGroup: null })
  })

  it('takes all the columns that name pictures, in their order', () => {
    const columns = [
      'main_image',
      'image_1',
      'image_2',
      'additional_images',
      'image_phash',
      'image_url',
      'file',
    ]
    expect(recogniseColumns(columns).images).toEqual([
      'main_image',
      'image_1',
      'image_2',
      'additional_images',
    ])
  })

  it.each([
    'image',
    'images',
    'image_path',
    'img_path',
    'filename',
    'file',
    'picture',
    'photo',
    'image_9',
    'photos',
  ])('takes %s for pictures', (column) => expect(recogniseColumns(['id', column]).images).toEqual([column]))

  it('prefers the clearer of two names and leaves the other an attribute', () => {
    const mapping = recogniseColumns(['product_id', 'id', 'name', 'title'])
    expect(mapping).toMatchObject({ id: 'id', title: 'title' })
  })

  it('takes the product for the group where rows are pictures', () => {
    expect(recogniseColumns(['seller_img_id', 'img_path', 'product_id'])).toEqual({
      ...NOTHING,
      id: 'seller_img_id',
      labelGroup: 'product_id',
      images: ['img_path'],
    })
  })

  it('recognises nothing in names it does not know', () => {
    expect(recogniseColumns(['colour', 'column 2', ''])).toEqual(NOTHING)
  })

  it('never gives one column two meanings, and names only columns that are there', () => {
    const known = fc.constantFrom(
      'id',
      'ID',
      'sku',
      'posting_id',
      'image_id',
      'product_id',
      'name',
      'title',
      'image',
      'image_1',
      'file',
      'path',
      'picture',
      'type',
      'brand',
      'price',
      'ean',
      'upc',
      'group',
      'group_id',
      'label_group',
      'description',
      'Body',
    )
    fc.assert(
      fc.property(fc.uniqueArray(fc.oneof(known, fc.string())), (columns) => {
        const { images, ...fields } = recogniseColumns(columns)
        const used = [...Object.values(fields), ...images].filter((column) => column !== null)
        expect(new Set(used).size).toBe(used.length)
        expect(columns).toEqual(expect.arrayContaining(used))
      }),
    )
  })
})

describe('chooseColumns', () => {
  it('puts what the curator chose before what is recognised', () => {
    const mapping = chooseColumns(['id', 'title', 'name', 'pic'], {
      title: 'name',
      id: null,
      images: ['pic'],
    })
    expect(mapping).toEqual({ ...NOTHING, title: 'name', images: ['pic'] })
  })

  it('recognises the rest among the columns that are left', () => {
    expect(chooseColumns(['sku', 'id', 'title'], { title: 'sku' })).toEqual({
      ...NOTHING,
      id: 'id',
      title: 'sku',
    })
  })

  it('still finds the pictures in a column that was chosen as the id', () => {
    expect(chooseColumns(['image', 'label'], { id: 'image' })).toEqual({
      ...NOTHING,
      id: 'image',
      images: ['image'],
    })
  })

  it('throws for a column that is not there and names those that are', () => {
    expect(() => chooseColumns(['id', 'name'], { images: ['photo'] })).toThrow(UnknownColumnError)
    expect(() => chooseColumns(['id', 'name'], { title: 'Titel' })).toThrow('id, name but received Titel')
  })
})
