import type { Bubble } from './bubbles.ts'

/** A picture with places to press, in pixels of its 1040 width. */
export interface Imagemap {
  /** Where the picture lies in five widths: `/1040`, `/700`, `/460`, `/300` and `/240` are put behind it. Https. */
  readonly baseUrl: string
  readonly altText: string
  readonly height: number
  readonly places: readonly {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
    /** A press opens a page, or says words in the person's name. */
    readonly press: { readonly url: string } | { readonly words: string }
  }[]
}

/** Up to 50 places; words up to 400 (Messaging API reference, imagemap message, read 2026-08). */
const placeLimit = 50
const wordLimit = 400

/** An imagemap as a message object, for `say`. LINE shows it as wide as the chat. */
export function imagemap({ baseUrl, altText, height, places }: Imagemap): Bubble {
  return {
    type: 'imagemap',
    baseUrl,
    altText: altText.slice(0, wordLimit),
    baseSize: { width: 1040, height },
    actions: places
      .slice(0, placeLimit)
      .map(({ press, ...area }) =>
        'url' in press
          ? { type: 'uri', linkUri: press.url, area }
          : { type: 'message', text: press.words.slice(0, wordLimit), area },
      ),
  }
}
