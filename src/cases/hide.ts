import { z } from 'zod'
import { Failure } from '../platform/errors.ts'
import { cleanPicture, pictureTypes } from '../platform/picture.ts'
import { sniff } from '../platform/upload.ts'

/** A place to hide, in parts of the width and height of the upright picture, from the upper left corner. */
export const hiddenBox = z
  .object({
    x: z.number().min(0).max(1),
    y: z.number().min(0).max(1),
    width: z.number().min(0.005).max(1),
    height: z.number().min(0.005).max(1),
  })
  .refine(({ x, y, width, height }) => x + width <= 1.001 && y + height <= 1.001)
export type HiddenBox = z.output<typeof hiddenBox>

const mostBytes = 12 * 1024 * 1024
/** The longer side of what is shown, in points. */
const longestSide = 1600
/** A hidden place keeps about so many spots along its longer side: no face is in six by six of them, however they are sharpened. */
const spots = 6

/**
 * Draws a photograph anew, upright, small enough for a page and without what its camera wrote, its hidden places reduced to a few
 * spots of colour: what is under them is not in the answer. Fails with `files.empty`, `files.too-large`, `files.not-accepted`,
 * `files.picture-unreadable`.
 *
 * @returns a JPEG
 */
export async function hidePlaces(bytes: Uint8Array, boxes: readonly HiddenBox[]): Promise<Uint8Array> {
  const field = 'picture'
  if (bytes.byteLength === 0) throw new Failure('files.empty', {}, { field })
  if (bytes.byteLength > mostBytes) throw new Failure('files.too-large', { mebibytes: 12 }, { field })
  const { mediaType } = await sniff(bytes)
  if (!pictureTypes.has(mediaType)) throw new Failure('files.not-accepted', { accepted: 'JPG, PNG, WEBP' }, { field })
  const upright = await cleanPicture(bytes, mediaType, field)
  // Only here: the library is native and large, and most processes never see a picture.
  const { default: sharp } = await import('sharp')
  const within = { width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true } as const
  const { data, info } = await sharp(upright)
    .resize(within)
    .flatten({ background: '#ffffff' })
    .png()
    .toBuffer({ resolveWithObject: true })
  const covers = []
  for (const box of boxes) {
    const place = placeOf(box, info)
    const { left, top, width, height } = place
    const coarse = Math.max(width, height) / spots
    const few = { width: Math.max(1, Math.round(width / coarse)), height: Math.max(1, Math.round(height / coarse)) }
    const small = await sharp(data)
      .extract(place)
      .resize({ ...few, fit: 'fill', kernel: 'cubic' })
      .png()
      .toBuffer()
    covers.push({
      input: await sharp(small).resize({ width, height, fit: 'fill', kernel: 'cubic' }).png().toBuffer(),
      left,
      top,
    })
  }
  return sharp(data).composite(covers).jpeg({ quality: 85, mozjpeg: true }).toBuffer()
}

/** A box in whole points, rounded outwards: rather a line too much than a chin. */
function placeOf({ x, y, width, height }: HiddenBox, of: { width: number; height: number }) {
  const left = Math.min(of.width - 1, Math.floor(x * of.width))
  const top = Math.min(of.height - 1, Math.floor(y * of.height))
  return {
    left,
    top,
    width: Math.max(1, Math.min(of.width, Math.ceil((x + width) * of.width)) - left),
    height: Math.max(1, Math.min(of.height, Math.ceil((y + height) * of.height)) - top),
  }
}
