import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { packageFolder } from '../src/platform/package-folder.ts'

/** Whether this run renews the pictures of the documentation. */
export const takesPictures = process.env.RISCONTRO_PICTURES === '1'

/** Renews `docs/pictures/<name>.png`, small enough for a page of text, when this run takes pictures; else does nothing. */
export async function picture(of: Page | Locator, name: string): Promise<void> {
  if (!takesPictures) return
  const folder = join(packageFolder, 'docs', 'pictures')
  await mkdir(folder, { recursive: true })
  const shot = await of.screenshot({ animations: 'disabled' })
  await sharp(shot)
    .png({ palette: true, quality: 80, effort: 10 })
    .toFile(join(folder, `${name}.png`))
}
