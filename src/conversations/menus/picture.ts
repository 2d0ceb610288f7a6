import { join } from 'node:path'
import type { MenuContext, MenuPlan } from '../../channels/adapter.ts'
import type { Language } from '../../platform/languages.ts'
import { packageFolder } from '../../platform/package-folder.ts'

/** The house's colours, as on the cards: paper, ink, line. */
const colours = { paper: '#FBF8F2', ink: '#14655A', rule: '#E5DED2' } as const

const margin = 24

/** Pixels of a letter: words of two lines still fit a place of 270. */
const letterPixels = 44

/**
 * Draws a menu: a quiet board with the words of each place in its middle, wrapped, and smaller where they are long.
 *
 * @param language decides the shapes of Han letters
 */
export async function drawMenu(plan: MenuPlan, language: Language): Promise<NonNullable<MenuContext['picture']>> {
  // Only here: the library is native and large, and most processes never draw.
  const { default: sharp } = await import('sharp')
  const { width, height, places } = plan
  const words = []
  for (const place of places) {
    const { data, info } = await sharp({ text: wordsOf(place, language) })
      .png()
      .toBuffer({ resolveWithObject: true })
    const left = place.x + Math.round((place.width - info.width) / 2)
    const top = place.y + Math.round((place.height - info.height) / 2)
    words.push({ input: data, left: Math.max(0, left), top: Math.max(0, top) })
  }
  const board = sharp({ create: { width, height, channels: 3, background: colours.paper } })
  const drawn = board.composite([{ input: Buffer.from(rulesOf(plan)) }, ...words])
  const bytes = await drawn.png({ palette: true }).toBuffer()
  return { base64: bytes.toString('base64'), mediaType: 'image/png' }
}

function wordsOf({ label, width }: MenuPlan['places'][number], language: Language) {
  const face = faceOf(label, language)
  const room = width - 2 * margin
  const isLong = Array.from(label).reduce((sum, letter) => sum + (letter > '\u2e80' ? 1 : 0.6), 0) > 12
  return {
    text: `<span foreground="${colours.ink}">${escaped(label)}</span>`,
    font: `Noto Sans ${face} SemiBold ${isLong ? Math.round(letterPixels * 0.75) : letterPixels}`,
    fontfile: fontFile(face),
    width: room,
    align: 'centre',
    wrap: 'word-char',
    rgba: true,
    // One point is one pixel.
    dpi: 72,
  } as const
}

/** Lines between the places, none around them. */
function rulesOf({ width, height, places }: MenuPlan): string {
  const lines = places.flatMap((place) => [
    ...(place.x > 0 ? [[place.x, place.y + margin, place.x, place.y + place.height - margin]] : []),
    ...(place.y > 0 ? [[place.x, place.y, place.x + place.width, place.y]] : []),
  ])
  const drawn = lines.map(([x1, y1, x2, y2]) => `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" stroke="${colours.rule}" stroke-width="2">${drawn.join('')}</svg>`
}

/** Kana asks for Japan; else the reader's own shapes. Each face holds Latin letters too. */
function faceOf(label: string, language: Language): 'TC' | 'SC' | 'JP' {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(label) || language === 'ja') return 'JP'
  return language === 'zh-Hans' ? 'SC' : 'TC'
}

function fontFile(face: 'TC' | 'SC' | 'JP'): string {
  const folder = join(packageFolder, 'node_modules', '@expo-google-fonts', `noto-sans-${face.toLowerCase()}`)
  return join(folder, '600SemiBold', `NotoSans${face}_600SemiBold.ttf`)
}

/** The words go into markup. */
function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
