import type { Attachment, Block } from '../api/conversations.ts'

/** Where a place is on the free map; nothing when the channel told no position. Degrees, WGS 84. */
export function mapOf({ kind, latitude, longitude }: Attachment): string | undefined {
  if (kind !== 'location' || latitude === undefined || longitude === undefined) return undefined
  const place = new URL('https://www.openstreetmap.org/')
  place.searchParams.set('mlat', String(latitude))
  place.searchParams.set('mlon', String(longitude))
  place.hash = `map=17/${latitude}/${longitude}`
  return place.href
}

/** How somebody on a visiting card is called, as a link of a telephone; nothing when there is no number in it. */
export function telephoneOf({ kind, phone }: Attachment): { number: string; href: string } | undefined {
  const digits = phone?.replace(/[^\d+]/g, '') ?? ''
  if (kind !== 'contact' || phone === undefined || digits === '') return undefined
  return { number: phone, href: `tel:${digits}` }
}

/** How long a recording is, `1:05`. */
export function lengthOf({ durationMilliseconds }: Attachment): string | undefined {
  if (durationMilliseconds === undefined) return undefined
  const seconds = Math.round(durationMilliseconds / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** How large a file is, in the unit people read: kB below a megabyte. */
export function sizeOf({ sizeBytes }: Attachment): string | undefined {
  if (sizeBytes === undefined) return undefined
  return sizeBytes < 1_000_000 ? `${Math.ceil(sizeBytes / 1000)} kB` : `${(sizeBytes / 1_000_000).toFixed(1)} MB`
}

/** What we sent that is neither words nor a card, as what it would be if it had come to us. */
export function attachmentOf(block: Exclude<Block, { type: 'text' | 'card' }>): Attachment {
  switch (block.type) {
    case 'location': {
      const { type: kind, ...place } = block
      return { kind, ...place }
    }
    case 'sticker':
      return { kind: 'sticker', title: block.words }
    case 'document':
      return { kind: 'file', fileName: block.fileName ?? block.description, ...ownFile(block.url, 'download') }
    case 'image':
      return { kind: 'image', title: block.description, ...ownFile(block.url, 'picture') }
    default:
      return { kind: block.type, title: block.description, ...ownFile(block.url, 'recording') }
  }
}

/** Where a file of ours lies; what lies elsewhere is only named: no page of ours fetches from strangers. */
export function ownAddress(url: string): string | undefined {
  const { pathname } = new URL(url)
  return /^\/(files|assets|pictures)\//.test(pathname) ? pathname : undefined
}

function ownFile(url: string, use: NonNullable<Attachment['use']>): Pick<Attachment, 'href' | 'use'> {
  const href = ownAddress(url)
  return href ? { href, use } : {}
}
