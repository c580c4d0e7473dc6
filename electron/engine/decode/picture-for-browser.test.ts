import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pictureForBrowser } from './picture-for-browser.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-browser-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('a picture for the browser', () => {
  it('is a JPEG of a TIFF at full resolution, upright', async () => {
    const path = join(folder, 'a.tif')
    const background = '#336699'
    await sharp({ create: { width: 1500, height: 900, channels: 3, background } })
      .withMetadata({ orientation: 6 })
      .tiff()
      .toFile(path)
    const { contentType, bytes } = await pictureForBrowser(path)
    expect(contentType).toBe('image/jpeg')
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 900, height: 1500 })
  })

  it('is a PNG where there is transparency', async () => {
    const path = join(folder, 'b.tif')
    const background = { r: 10, g: 20, b: 30, alpha: 0.5 }
    await sharp({ create: { width: 40, height: 30, channels: 4, background } })
      .tiff({ compression: 'lzw' })
      .toFile(path)
    const { contentType, bytes } = await pictureForBrowser(path)
    expect(contentType).toBe('image/png')
    expect(await sharp(bytes).metadata()).toMatchObject({
      format: 'png',
      width: 40,
      height: 30,
      hasAlpha: true,
    })
  })

  it('fails with the problem of the file', async () => {
    await expect(pictureForBrowser(join(folder, 'none.tif'))).rejects.toMatchObject({ code: 'FILE_VANISHED' })
  })
})
