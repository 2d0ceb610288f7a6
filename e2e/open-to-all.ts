import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { axe, screenshot } from './browser.ts'

/** How people look at a page: on the narrowest phone and at a desk, by day and by night. */
const appearances = [
  { width: 360, colorScheme: 'light' },
  { width: 360, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
] as const

/** Nobody is shut out of what stands on the screen now, in any of the four appearances, and it fits its window. */
export async function expectOpenToAll(page: Page, name: string): Promise<void> {
  const askedAt = new Set<number>()
  for (const { width, colorScheme } of appearances) {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate(settle)
    // Night changes colours and nothing else: the other rules were asked at this width by day.
    const violations = await axe(page, askedAt.has(width) ? 'colours' : 'everything')
    askedAt.add(width)
    const found = { name, width, colorScheme, violations, overflow: await page.evaluate(overflow) }
    expect.soft(found).toEqual({ name, width, colorScheme, violations: [], overflow: 0 })
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
