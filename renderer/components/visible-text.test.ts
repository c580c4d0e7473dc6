import { describe, expect, it } from 'vitest'
import { visibleText } from './visible-text.ts'

describe('visibleText', () => {
  it('leaves ordinary names alone, in any script', () => {
    for (const name of ['mug red.jpg', 'Tasse – größe.png', '茶杯.webp', 'كوب.jpg', '☕️.gif'])
      expect(visibleText(name)).toBe(name)
  })

  it('shows a line end as a sign', () => {
    expect(visibleText('a\nb\tc')).toBe('a↵b⇥c')
  })

  it('names a right-to-left override instead of obeying it', () => {
    expect(visibleText('invoice\u202Egpj.exe')).toBe('invoice⟨U+202E⟩gpj.exe')
  })
})
