import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { packageFolder } from '../src/platform/package-folder.ts'

/** Whether this run renews the pictures of the documentation. */
export const takesPictures = process.env.RISCONTRO_PICTURES === '1'

/**
 * Renews `docs/pictures/<name>.png`, small enough for a page of text, when this run takes pictures; else does nothing.
 * `until`: the whole page down to the end of this element, without what floats above it; else what the window shows.
 */
export async function picture(page: Page, name: string, until?: string): Promise<void> {
  if (!takesPictures) return
  const folder = join(packageFolder, 'docs', 'pictures')
  await mkdir(folder, { recursive: true })
  // One pixel of the picture for one of the page, and a palette: small, and still read with ease.
  const how = {
    animations: 'disabled',
    scale: 'css',
    ...(until === undefined ? {} : await downTo(page, until)),
  } as const
  const drawn = await page.screenshot(how)
  await sharp(drawn)
    .png({ palette: true, quality: 90, effort: 10 })
    .toFile(join(folder, `${name}.png`))
}

async function downTo(page: Page, selector: string) {
  const box = await page.locator(selector).boundingBox()
  const scrolled = Number(await page.evaluate('scrollY'))
  const width = page.viewportSize()?.width ?? 360
  return {
    fullPage: true,
    // The button that floats above a phone's page would lie across its middle.
    style: '.thumb { display: none }',
    clip: { x: 0, y: 0, width, height: scrolled + (box ? box.y + box.height : 0) + 24 },
  }
}
