import { Failure } from './errors.ts'

/** The pictures that are drawn anew before they are kept. */
export const pictureTypes: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp'])

/** Points a picture may have: a telephone's camera has 50 million, and a small file can unpack to far more. */
const mostPixels = 60_000_000

/**
 * Draws a picture anew: upright, in sRGB, and with nothing but its points; EXIF with its place and camera, comments and
 * whatever hung behind the last byte stay out. Fails with `files.picture-unreadable`.
 *
 * @param mediaType one of `pictureTypes`, as its bytes say
 */
export async function cleanPicture(bytes: Uint8Array, mediaType: string, field: string): Promise<Uint8Array> {
  // Only here: the library is native and large, and most processes never see a picture.
  const { default: sharp } = await import('sharp')
  try {
    const upright = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' }).autoOrient()
    if (mediaType === 'image/png') return await upright.png().toBuffer()
    if (mediaType === 'image/webp') return await upright.webp({ quality: 90 }).toBuffer()
    return await upright.jpeg({ quality: 90 }).toBuffer()
  } catch (cause) {
    throw new Failure('files.picture-unreadable', {}, { field, cause })
  }
}

/** The longer side of a picture for lists, in points: sharp on a dense screen, a few kilobytes. */
const smallSide = 640

/** A picture for lists: WebP, within 640 × 640 points, never enlarged. @param bytes as `cleanPicture` drew them */
export async function drawSmall(bytes: Uint8Array): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp')
  const within = { width: smallSide, height: smallSide, fit: 'inside', withoutEnlargement: true } as const
  return sharp(bytes, { limitInputPixels: mostPixels }).resize(within).webp({ quality: 80 }).toBuffer()
}
