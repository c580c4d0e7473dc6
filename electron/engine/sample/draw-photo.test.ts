import { describe, expect, it } from 'vitest'
import { drawPhoto } from './draw-photo.ts'
import { FORMS, LAYOUTS, type ProductLook } from './product-look.ts'
import { randomFor } from './random.ts'
import { RANGES } from './ranges.ts'
import { planScene, type View } from './scene.ts'

const VIEWS: readonly View[] = ['front', 'angled', 'close-up', 'measured']

function lookOf(family: ProductLook['family'], form: number, layout: number): ProductLook {
  return {
    family,
    form,
    layout,
    body: '#b5413a',
    label: '#f3e6cf',
    accent: '#2e6f6a',
    motif: 'leaf',
    brand: 'Velmo',
    words: 'Orchard Apple',
    measure: '500 ml',
    size: 1,
  }
}

describe('drawPhoto', () => {
  it('draws every family, form, layout and view without a number that is none', () => {
    const random = randomFor(1, 'photos')
    for (const { family } of RANGES) {
      for (let at = 0; at < FORMS * LAYOUTS; at += 1) {
        const view = VIEWS[at % VIEWS.length] ?? 'front'
        const scene = planScene(random, at % 2 === 0 ? 'shop' : 'home')
        const svg = drawPhoto({
          look: lookOf(family, at % FORMS, Math.floor(at / FORMS)),
          view,
          side: 1,
          scene,
        })
        expect(svg).not.toMatch(/NaN|undefined|Infinity|null/)
        expect(svg.match(/<g[ >]/g)?.length).toBe(svg.match(/<\/g>/g)?.length)
      }
    }
  })

  it('names no font, so that pictures are the same on every machine', () => {
    const scene = planScene(randomFor(1, 'fonts'), 'home')
    expect(drawPhoto({ look: lookOf('bottle', 0, 0), view: 'measured', side: 1, scene })).not.toMatch(
      /<text|font/,
    )
  })

  it('rounds numbers, whose last digits may differ between machines', () => {
    const scene = planScene(randomFor(1, 'digits'), 'home')
    const svg = drawPhoto({ look: lookOf('watch', 1, 0), view: 'angled', side: 1, scene })
    expect(svg).not.toMatch(/\.\d{4,}/)
  })

  it('draws another picture for another colour, flavour, size or scene', () => {
    const scene = planScene(randomFor(1, 'scene'), 'shop')
    const look = lookOf('jar', 0, 0)
    const drawn = (changed: Partial<ProductLook>): string =>
      drawPhoto({ look: { ...look, ...changed }, view: 'front', side: 1, scene })
    const drawings = [
      drawn({}),
      drawn({ body: '#123456' }),
      drawn({ motif: 'sun' }),
      drawn({ measure: '250 ml' }),
      drawPhoto({ look, view: 'front', side: 1, scene: planScene(randomFor(1, 'other'), 'shop') }),
    ]
    expect(new Set(drawings).size).toBe(drawings.length)
  })
})
