/** The colour of the chat's filled buttons, and the words on it. */
export interface Theme {
  readonly brand: string
  readonly onBrand: string
}

/** A theme from `#rgb` or `#rrggbb`, its words white or dark, whichever is read better; undefined for anything else. */
export function themeOf(colour: string | null): Theme | undefined {
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(colour ?? '')
  const hex = short
    ? short
        .slice(1)
        .map((digit) => digit + digit)
        .join('')
    : /^#([\da-f]{6})$/i.exec(colour ?? '')?.[1]
  if (hex === undefined) return undefined
  return { brand: `#${hex}`, onBrand: luminance(hex) > darkest ? '#1e2430' : '#ffffff' }
}

/** From here on our ink (luminance 0.0176) is read better than white: WCAG 2.2, contrast ratio. */
const darkest = 0.2164

/** WCAG 2.2, relative luminance: 0 is black, 1 is white. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
