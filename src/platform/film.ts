/** Boxes that hold other boxes on the way to what a camera wrote (ISO/IEC 14496-12 §8, QuickTime File Format). */
const folders: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia'])

/** What cameras and programs write about themselves and the place: names, `©xyz`, Apple's keys, XMP. Nothing plays by it. */
const remarks: ReadonlySet<string> = new Set(['udta', 'meta', 'uuid', 'xml '])

/** Boxes that begin with the moment of filming: version and flags, then creation and change, of 4 bytes each or of 8 in version 1. */
const dated: ReadonlySet<string> = new Set(['mvhd', 'tkhd', 'mdhd'])

/** Whether a media type is a film or recording kept in boxes. */
export function isFilm(mediaType: string): boolean {
  return ['video/mp4', 'video/quicktime', 'video/x-m4v', 'audio/mp4', 'audio/x-m4a', 'video/3gpp'].includes(mediaType)
}

/**
 * A film without what its camera wrote into it: the place, the device, the moment. Every box stays where it is, because others
 * point to bytes by their number: remarks become `free`, full of nothing. What is broken is left as it is from there on.
 */
export function cleanFilm(film: Uint8Array): Uint8Array {
  const clean = Buffer.from(film)
  empty(clean, 0, clean.length)
  return clean
}

function empty(film: Buffer, start: number, end: number): void {
  for (let at = start; at + 8 <= end; ) {
    const { size, head } = boxAt(film, at, end)
    if (size < head || at + size > end) return
    const type = film.toString('latin1', at + 4, at + 8)
    if (remarks.has(type)) {
      film.write('free', at + 4, 'latin1')
      film.fill(0, at + head, at + size)
    } else if (folders.has(type)) empty(film, at + head, at + size)
    else if (dated.has(type) && size >= head + 20) {
      film.fill(0, at + head + 4, at + head + 4 + (film[at + head] === 1 ? 16 : 8))
    }
    at += size
  }
}

/** Size 0 reaches to the end, 1 is told in 8 bytes behind the name. */
function boxAt(film: Buffer, at: number, end: number): { size: number; head: number } {
  const told = film.readUInt32BE(at)
  if (told === 0) return { size: end - at, head: 8 }
  if (told !== 1) return { size: told, head: 8 }
  return at + 16 > end ? { size: 0, head: 16 } : { size: Number(film.readBigUInt64BE(at + 8)), head: 16 }
}
