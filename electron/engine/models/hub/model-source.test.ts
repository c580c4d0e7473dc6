import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseModelSource } from './model-source.ts'

describe('parseModelSource', () => {
  it('reads a name on the hub, with and without a revision', () => {
    expect(parseModelSource('hf:openai/clip-vit-base-patch32')).toEqual({
      kind: 'hub',
      repository: 'openai/clip-vit-base-patch32',
      revision: 'main',
    })
    expect(parseModelSource(' hf:timm/convnext_tiny.in12k@v1.0 ')).toMatchObject({ revision: 'v1.0' })
  })

  it.each(['models/mine', '/data/model', String.raw`C:\models\mine`, 'hf', 'a@b', './hf:x'])(
    'takes %j for a folder',
    (path) => {
      expect(parseModelSource(path)).toEqual({ kind: 'folder', path })
    },
  )

  it.each([
    '',
    ' ',
    'hf:',
    'hf:name',
    'hf:/name',
    'hf:owner/',
    'hf:owner/name/more',
    'hf:owner/..',
    'hf:../name',
    'hf:owner/na..me',
    'hf:owner/.name',
    'hf:owner/name-',
    'hf:owner/na me',
    'hf:owner/name@',
    'hf:owner/name@a@b',
    'hf:owner/name@../main',
    'hf:owner/name@refs/heads/main',
    'hf:owner/name?x=1',
    'hf:owner/na%2e%2eme',
    'hf:owner/nаme',
    `hf:owner/${'n'.repeat(97)}`,
    'HF:owner/name',
    'https://hub.example/owner/name',
    'file:///etc',
    'a\0b',
  ])('refuses %j and says what was expected', (text) => {
    expect(() => parseModelSource(text)).toThrow(/Expected a folder, or hf:OWNER\/NAME/)
  })

  it('gives names that stay one step each in an address, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '.', '-', '/', '@', '%', '\\', ' ', '_') }),
        (text) => {
          let source
          try {
            source = parseModelSource(`hf:${text}`)
          } catch {
            return
          }
          if (source.kind !== 'hub') throw new Error('Expected a name on the hub')
          const { pathname } = new URL(`https://hub.example/${source.repository}/${source.revision}`)
          expect(pathname).toBe(`/${source.repository}/${source.revision}`)
          expect(pathname.split('/')).toHaveLength(4)
        },
      ),
    )
  })
})
