import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { axe, screenshot } from './browser.ts'
import { badlyDrawn } from './drawn.ts'

/** How people look at a page: on the narrowest phone and at a desk, by day and by night. */
const appearances = [
  { width: 360, colorScheme: 'light' },
  { width: 360, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
] as const

/** A phone by night and a desk by day: enough for what differs little from what was seen in all four. */
export const nightAndDay = [appearances[1], appearances[2]] as const

/** Nobody is shut out of what stands on the screen now, in any of these appearances; it fits its window, and its words their boxes. */
export async function expectOpenToAll(
  page: Page,
  name: string,
  to: readonly (typeof appearances)[number][] = appearances,
): Promise<void> {
  const askedAt = new Set<number>()
  for (const { width, colorScheme } of to) {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate(settle)
    // Night changes colours and nothing else: the other rules were asked at this width by day.
    const violations = await axe(page, askedAt.has(width) ? 'colours' : 'everything')
    askedAt.add(width)
    const [wide, drawn] = [await page.evaluate(overflow), await page.evaluate(badlyDrawn)]
    const none = { faint: [], spilled: [] }
    expect
      .soft({ name, width, colorScheme, violations, overflow: wide, drawn })
      .toEqual({ name, width, colorScheme, violations: [], overflow: 0, drawn: none })
    await screenshot(page, `door-${name}-${width}-${colorScheme}`)
  }
}

const overflow = 'Math.max(0, document.documentElement.scrollWidth - innerWidth)'

/** Colours may be on their way from day to night; a button that is busy turns for ever. */
const settle = `(async () => {
  const frame = () => new Promise(requestAnimationFrame)
  const moving = () => document.getAnimations().filter((one) =>
    one.playState === 'running' && one.effect.getComputedTiming().iterations !== Infinity)
  do {
    await frame()
    await frame()
    await Promise.all(moving().map((one) => one.finished.catch(() => undefined)))
  } while (moving().length > 0)
})()`
