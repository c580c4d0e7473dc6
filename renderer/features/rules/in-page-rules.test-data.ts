import { implement } from '@orpc/server'
import { contract } from '../../../electron/contract/index.ts'
import type { RelationDefinition } from '../../../electron/contract/relations.ts'
import type { Rule, RulePreview, SavedRule } from '../../../electron/contract/rules.ts'
import type { OpenTransport } from '../../engine/engine-transport.ts'
import { inPageTransport } from '../../engine/in-page-transport.test-data.ts'
import { makeJob } from '../models/make-model.test-data.ts'

export interface InPageRules {
  readonly openTransport: OpenTransport
  rules: SavedRule[]
  /** What was asked for, without its seed. */
  readonly previewed: Rule[]
  readonly seeds: number[]
  readonly applied: (Rule & { readonly name: string })[]
}

const relation = (id: string, sign: RelationDefinition['sign'], key: number): RelationDefinition => ({
  id,
  name: id,
  sign,
  builtIn: true,
  renamed: false,
  archived: false,
  key,
})

const item = (id: number) => ({ id, externalId: `id-${id}`, title: `Tea ${id}`, sha256: null })

/** Of a rule about scores one pair is left out. */
function previewOf({ conditions }: Rule, seed: number): RulePreview {
  const byScore = conditions.some(({ kind }) => kind === 'score-at-least')
  return {
    words: 'Two pairs.',
    candidates: 39,
    pairs: byScore ? 3 : 2,
    decided: 0,
    againstVerdicts: byScore ? 1 : 0,
    tooLarge: 0,
    toRecord: 2,
    later: 0,
    groups: 2,
    items: 4,
    sample: [{ a: item(seed), b: item(seed + 1), score: 0.98 }],
    seed,
    exceptions: byScore
      ? [{ a: item(7), b: item(8), score: 0.95, reason: 'verdict', words: 'Ada said: variant.' }]
      : [],
  }
}

/** The part of an engine that the rules talk to, in the page itself, with every call checked by the contract. */
export function inPageRules(): InPageRules {
  const os = implement(contract)
  const router = {
    relations: {
      list: os.relations.list.handler(() => ({
        relations: [
          relation('same-product', 'together', 1),
          relation('same-image', 'together', 2),
          relation('variant', 'apart', 3),
        ],
        axes: [{ id: 'colour', name: 'Colour', builtIn: true, renamed: false, archived: false, key: 1 }],
      })),
    },
    rules: {
      list: os.rules.list.handler(() => engine.rules),
      save: os.rules.save.handler(({ input }) => {
        const saved = { ...input, id: '7', readyMade: false }
        engine.rules = [...engine.rules.filter(({ name }) => name !== input.name), saved]
        return saved
      }),
      delete: os.rules.delete.handler(({ input }) => {
        engine.rules = engine.rules.filter(({ id }) => id !== input.id)
        return null
      }),
      preview: os.rules.preview.handler(({ input: { seed, sample: _sample, ...rule } }) => {
        engine.previewed.push(rule)
        engine.seeds.push(seed)
        return previewOf(rule, seed)
      }),
      apply: os.rules.apply.handler(({ input }) => {
        engine.applied.push(input)
        return makeJob({ id: 9, kind: 'apply-rule', status: 'running' })
      }),
    },
  }
  const engine: InPageRules = {
    openTransport: inPageTransport(router),
    rules: [
      {
        id: 'identical-bytes',
        name: 'All pairs with identical bytes',
        readyMade: true,
        conditions: [{ kind: 'same-bytes' }],
        relation: 'same-image',
      },
      {
        id: 'sure-score-and-code',
        name: 'Score over 0.99 and equal code',
        readyMade: true,
        conditions: [{ kind: 'score-at-least', value: 0.99 }, { kind: 'same-code' }],
        relation: 'same-product',
      },
    ],
    previewed: [],
    seeds: [],
    applied: [],
  }
  return engine
}
