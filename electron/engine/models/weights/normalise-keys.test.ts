import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normaliseKeys } from './normalise-keys.ts'
import { WeightsUnreadable } from './weights-unreadable.ts'

function names(...keys: string[]): string[] {
  return [...normaliseKeys(keys, 'weights.pth').values()]
}

describe('normaliseKeys', () => {
  it('takes off the wrappers of DataParallel and torch.compile, in any order and number', () => {
    expect(names('module.stem.weight', 'module.head.bias')).toEqual(['stem.weight', 'head.bias'])
    expect(names('_orig_mod.module.a', '_orig_mod.module.b')).toEqual(['a', 'b'])
    expect(names('module._orig_mod.module.a', 'module.module._orig_mod.b')).toEqual(['a', 'b'])
  })

  it('takes off the wrapper of a compiled part of a model', () => {
    expect(names('backbone._orig_mod.stem.weight', 'head.weight')).toEqual([
      'backbone.stem.weight',
      'head.weight',
    ])
  })

  it('leaves a model alone of which only a part is called module', () => {
    expect(names('module.weight', 'head.weight')).toEqual(['module.weight', 'head.weight'])
    expect(names('module', '_orig_mod')).toEqual(['module', '_orig_mod'])
    expect(names()).toEqual([])
  })

  it('unwraps an averaged model, whose counter stands beside it', () => {
    expect(names('n_averaged', 'module.weight')).toEqual(['n_averaged', 'weight'])
  })

  it('refuses two keys that become the same, naming both', () => {
    expect(() => names('a._orig_mod.weight', 'a.weight')).toThrow(WeightsUnreadable)
    expect(() => names('a._orig_mod.weight', 'a.weight')).toThrow(
      /"a\.weight": .*same as "a\._orig_mod\.weight"/,
    )
  })

  it('finds the names again under any wrappers', () => {
    const key = fc.stringMatching(/^[a-l]{1,4}(\.[a-l]{1,4}){0,2}$/)
    fc.assert(
      fc.property(
        fc.uniqueArray(key, { minLength: 1 }),
        fc.array(fc.constantFrom('module.', '_orig_mod.')),
        (keys, wrappers) => {
          expect(names(...keys.map((key) => wrappers.join('') + key))).toEqual(keys)
        },
      ),
    )
  })
})
