import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findKnownModel, type KnownModel, readKnownModels } from './known-models.ts'
import { LicenceNotAccepted, requireAcceptance } from './require-acceptance.ts'

const FOLDER = new URL('../../../models/known/', import.meta.url).pathname

describe('known models', () => {
  let models: KnownModel[]
  beforeAll(async () => {
    models = await readKnownModels()
  })

  it('are read from every file of models/known, each named after its id', async () => {
    const files = (await readdir(FOLDER)).sort()
    expect(files).toEqual(models.map(({ id }) => `${id}.json`).sort())
    for (const { id } of models) {
      const content: unknown = JSON.parse(await readFile(join(FOLDER, `${id}.json`), 'utf8'))
      expect(content).toMatchObject({ id })
    }
  })

  it('have ids and names of their own, and each a repository of its own', () => {
    const isUnique = (values: readonly string[]) => new Set(values).size === values.length
    expect(isUnique(models.map(({ id }) => id))).toBe(true)
    expect(isUnique(models.map(({ name }) => name))).toBe(true)
    expect(
      isUnique(models.flatMap(({ repositories }) => repositories.map(({ repository }) => repository))),
    ).toBe(true)
  })

  it('say whose they are; terms are accepted before anything is fetched', () => {
    const fetched = models.filter(({ repositories }) => repositories.length > 0)
    const accepted = models.filter(({ licence }) => licence.mustBeAccepted)
    expect(accepted).toEqual(fetched)
    expect(models.filter(({ licence }) => licence.name === '')).toEqual([])
    const incomplete = fetched.filter(
      ({ licence, citation }) => citation === null || licence.url?.startsWith('https://') !== true,
    )
    expect(incomplete).toEqual([])
  })

  it('are described in one sentence', () => {
    for (const { goodFor } of models) expect(goodFor).toMatch(/^[A-Z][^.]*\.$/)
  })

  it('hold the five systems with the figures that their makers give', () => {
    const parametersOf = (id: string) => findKnownModel(models, id)?.parameters
    const squashed = (px: number) => ({ pixels: { widthPx: px, heightPx: px, resize: { mode: 'squash' } } })
    expect(parametersOf('trendyol-product-image-encoder')).toMatchObject({ preprocessing: squashed(224) })
    expect(parametersOf('ecommerce-classifier')).toMatchObject({
      preprocessing: squashed(224),
      classes: { top: 3, threshold: 0.7, otherName: 'Others' },
      paddedTokens: 200,
    })
    expect(parametersOf('shopee-arcface-efficientnet-b3')).toEqual({
      backbone: 'tf_efficientnet_b3',
      sameUpTo: 0.3,
    })
    expect(parametersOf('product-search-convnext-xxlarge')).toEqual({ backbone: 'convnext_xxlarge' })
    expect(parametersOf('fashion')).toMatchObject({ detectorThreshold: 0.4 })
  })

  it('never let the Trendyol weights out, and tell both of what its repository says', () => {
    const licence = findKnownModel(models, 'Trendyol/e-commerce-product-image-encoder')?.licence
    expect(licence).toMatchObject({ mustBeAccepted: true, mayBeRedistributed: false })
    expect(licence?.name).toMatch(/Source-available.*CC-BY-SA-4.0/)
    expect(licence?.terms).toMatch(/cite Trendyol.*notify Trendyol/)
  })

  it('are found by their id and by their repository', () => {
    expect(findKnownModel(models, 'OpenAI/clip-vit-base-patch32')?.id).toBe('clip-vit-base-patch32')
    expect(findKnownModel(models, 'fashion')?.system).toBe('fashion')
    expect(findKnownModel(models, 'jinaai/jina-embeddings-v2-base-en')).toBeNull()
  })

  describe('in a folder that somebody changed', () => {
    let folder: string
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'known-'))
    })
    afterAll(async () => {
      await rm(folder, { recursive: true, force: true })
    })

    it('are refused with the file and the field', async () => {
      await copyFile(join(FOLDER, 'fashion.json'), join(folder, 'fashion.json'))
      expect(await readKnownModels(folder)).toHaveLength(1)
      const [fashion] = await readKnownModels(folder)
      const repositories = [{ ...fashion?.repositories[0], repository: '../elsewhere' }]
      await writeFile(join(folder, 'wrong.json'), JSON.stringify({ ...fashion, repositories }))
      await expect(readKnownModels(folder)).rejects.toThrow(
        /wrong\.json to describe a model: [^]*repositories\[0\]/,
      )
    })
  })
})

describe('requireAcceptance', () => {
  const terms = { name: 'Own', terms: 'Cite us.', url: null, mustBeAccepted: true, mayBeRedistributed: false }
  const model = { id: 'tiny', name: 'Tiny', licence: terms }

  it('refuses until the terms are accepted, and carries them', () => {
    expect(() => requireAcceptance(model, false)).toThrow(LicenceNotAccepted)
    expect(() => requireAcceptance(model, false)).toThrow(/Tiny is given on terms .* Own\. Cite us\./)
    expect(() => requireAcceptance(model, true)).not.toThrow()
  })

  it('asks nothing where nothing is to be accepted', () => {
    const licence = { ...terms, mustBeAccepted: false }
    expect(() => requireAcceptance({ ...model, licence }, false)).not.toThrow()
  })
})
