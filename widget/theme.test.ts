import fc from 'fast-check'
import { expect, test } from 'vitest'
import { themeOf } from './theme.ts'

function luminance(hex: string): number {
  const linear = (at: number) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5)
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

test('whatever colour a site gives the chat, the words on its buttons are the better read of white and ink', () => {
  const channel = fc.integer({ min: 0, max: 255 }).map((value) => value.toString(16).padStart(2, '0'))
  fc.assert(
    fc.property(fc.tuple(channel, channel, channel), (channels) => {
      const theme = themeOf(`#${channels.join('')}`)
      const ratio = contrast(theme?.brand ?? '', theme?.onBrand ?? '')
      const best = Math.max(...['#ffffff', '#1e2430'].map((words) => contrast(theme?.brand ?? '', words)))
      expect(ratio).toBeCloseTo(best, 1)
      expect(ratio).toBeGreaterThanOrEqual(3.9)
    }),
  )
})

test('a colour is short or long and nothing else', () => {
  expect(themeOf('#0a7')).toEqual({ brand: '#00aa77', onBrand: '#1e2430' })
  expect(themeOf('#14655A')?.onBrand).toBe('#ffffff')
  for (const other of [null, '', 'teal', '#12345', 'red;background:url(x)']) expect(themeOf(other)).toBeUndefined()
})
