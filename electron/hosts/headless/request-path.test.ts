import { describe, expect, it } from 'vitest'
import { queryParameter, requestSegments } from './request-path.ts'

describe('requestSegments', () => {
  it('decodes each segment once and resolves nothing', () => {
    expect(requestSegments('/')).toEqual([''])
    expect(requestSegments('/images/ab%20c?x=1#y')).toEqual(['images', 'ab c'])
    expect(requestSegments('/a/../%2e%2e/b%2Fc/%252e')).toEqual(['a', '..', '..', 'b/c', '%2e'])
  })

  it.each(['*', 'http://evil.example/', '', '/%', '/%ff', undefined])('refuses %j', (target) => {
    expect(requestSegments(target)).toBeNull()
  })
})

describe('queryParameter', () => {
  it('finds a value, and null where there is none', () => {
    expect(queryParameter('/?token=abc', 'token')).toBe('abc')
    expect(queryParameter('/?other=abc', 'token')).toBeNull()
    expect(queryParameter('/', 'token')).toBeNull()
    expect(queryParameter(undefined, 'token')).toBeNull()
  })
})
