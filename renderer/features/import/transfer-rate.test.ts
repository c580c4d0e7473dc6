import { describe, expect, it } from 'vitest'
import { encodePath } from './upload-files.ts'
import { transferRate } from './transfer-rate.ts'

describe('transferRate', () => {
  it('knows nothing before time has passed', () => {
    expect(transferRate(1000).now(0)).toEqual({ doneBytes: 0, bytesPerSecond: 0, secondsLeft: null })
  })

  it('measures over the last seconds only, so that it follows a line that slows down', () => {
    const rate = transferRate(10_000)
    rate.now(0)
    for (let second = 1; second <= 5; second += 1) {
      rate.add(1000)
      rate.now(second * 1000)
    }
    expect(rate.now(5000)).toMatchObject({ doneBytes: 5000, bytesPerSecond: 1000, secondsLeft: 5 })
    for (let second = 6; second <= 12; second += 1) {
      rate.add(100)
      rate.now(second * 1000)
    }
    expect(rate.now(12_000).bytesPerSecond).toBeLessThan(200)
  })
})

describe('encodePath', () => {
  it('encodes each part and keeps the slashes', () => {
    expect(encodePath('my shop/50% #1?.jpg')).toBe('my%20shop/50%25%20%231%3F.jpg')
  })
})
