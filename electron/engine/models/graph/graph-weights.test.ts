import { describe, expect, it } from 'vitest'
import type { StoredTensors, StoredType } from '../weights/stored-tensor.ts'
import { GraphBuilder } from './graph-builder.ts'
import { GraphWeights, MissingWeight, WeightShapeMismatch, WeightTypeMismatch } from './graph-weights.ts'

function checkpoint(shapes: Readonly<Record<string, readonly [StoredType, ...number[]]>>): GraphWeights {
  const entries = Object.entries(shapes).map(([key, [type, ...shape]], index) => {
    return [
      key,
      { key, type, shape, file: '/model/weights.safetensors', offset: index * 1000, bytes: 4 },
    ] as const
  })
  const tensors: StoredTensors = new Map(entries)
  return new GraphWeights(new GraphBuilder('test'), tensors)
}

const small = () => checkpoint({ 'a.weight': ['F32', 2, 3], 'a.bias': ['F16', 2], 'b.count': ['I64'] })

function thrownBy(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  return undefined
}

describe('the weights of a checkpoint', () => {
  it('are found below a scope', () => {
    const scope = small().scope('a.')
    expect(scope.keys()).toEqual(['weight', 'bias'])
    expect(scope.has('weight')).toBe(true)
    expect(scope.has('a.weight')).toBe(false)
    expect(scope.shapeOf('weight')).toEqual([2, 3])
    expect(scope.take('weight', [2, null])).toEqual({ name: 'a.weight' })
  })

  it('that nobody took or ignored are left over, whatever the scope', () => {
    const weights = small()
    expect(weights.leftover()).toEqual(['a.weight', 'a.bias', 'b.count'])
    weights.scope('a.').take('bias', [2])
    weights.scope('b.').ignore('count')
    weights.ignore('not.there')
    expect(weights.scope('a.').leftover()).toEqual(['a.weight'])
  })

  it('that are missing are named in full', () => {
    const scope = small().scope('a.')
    const error = thrownBy(() => scope.take('gamma', [2]))
    expect(error).toBeInstanceOf(MissingWeight)
    expect(error).toMatchObject({ key: 'a.gamma', message: expect.stringContaining('"a.gamma"') })
    expect(() => scope.shapeOf('gamma')).toThrow(MissingWeight)
  })

  it('of another shape are refused with both shapes', () => {
    const error = thrownBy(() => small().take('a.weight', [null, 4]))
    expect(error).toBeInstanceOf(WeightShapeMismatch)
    expect(error).toMatchObject({ key: 'a.weight', expected: [null, 4], found: [2, 3] })
    expect(String(error)).toContain('Expected "a.weight" to be [*, 4] but the checkpoint has [2, 3]')
    expect(() => small().take('a.bias', [2, 1])).toThrow(WeightShapeMismatch)
  })

  it('of whole numbers are refused', () => {
    expect(() => small().take('b.count', [])).toThrow(WeightTypeMismatch)
  })
})
