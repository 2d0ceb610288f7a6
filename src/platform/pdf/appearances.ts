import { PDFArray, PDFDict, PDFName, PDFNumber, PDFRawStream } from '@cantoo/pdf-lib'

/** What a note or a form field shows on its page. */
export interface Appearance {
  readonly form: PDFRawStream
  /** Where on the page: left, bottom, right, top. */
  readonly place: Box
}

type Box = readonly [number, number, number, number]

/** What lies on a page without belonging to what it shows, or leads elsewhere. */
const notShown: ReadonlySet<string> = new Set(
  ['Link', 'Popup', 'Text', 'FileAttachment', 'Sound', 'Movie', 'Screen', 'RichMedia', '3D'].map((one) => `/${one}`),
)

/** Bits of an annotation's `F`: invisible on screens, or at all (ISO 32000-1, table 165). */
const hidden = 2 | 32

/** What the fields and stamps of a page show, in their order. Comments in the margin, links and attachments show nothing that stays. */
export function appearancesOf(page: PDFDict): Appearance[] {
  const annotations = page.lookup(PDFName.of('Annots'))
  if (!(annotations instanceof PDFArray)) return []
  return Array.from({ length: annotations.size() }, (_, at) => appearanceOf(annotations.lookup(at))).filter(
    (found) => found !== undefined,
  )
}

function appearanceOf(annotation: unknown): Appearance | undefined {
  if (!(annotation instanceof PDFDict)) return undefined
  if (notShown.has(String(annotation.lookup(PDFName.of('Subtype'))))) return undefined
  const flags = annotation.lookup(PDFName.of('F'))
  if (flags instanceof PDFNumber && (flags.asNumber() & hidden) !== 0) return undefined
  const place = boxOf(annotation.lookup(PDFName.of('Rect')))
  const form = formOf(annotation)
  return form && place ? { form, place } : undefined
}

/** A checkbox has one drawing for each state, and says which it is in. */
function formOf(annotation: PDFDict): PDFRawStream | undefined {
  const drawings = annotation.lookup(PDFName.of('AP'))
  const normal = drawings instanceof PDFDict ? drawings.lookup(PDFName.of('N')) : undefined
  if (normal instanceof PDFRawStream) return normal
  const state = annotation.lookup(PDFName.of('AS'))
  const drawing = normal instanceof PDFDict && state instanceof PDFName ? normal.lookup(state) : undefined
  return drawing instanceof PDFRawStream ? drawing : undefined
}

/** The operators that draw an appearance at its place (ISO 32000-1, 12.5.5). @param name of the form, with its slash */
export function drawOf({ form, place }: Appearance, name: string): string {
  const [left, bottom, right, top] = reachOf(form)
  const wide = right - left === 0 ? 1 : (place[2] - place[0]) / (right - left)
  const high = top - bottom === 0 ? 1 : (place[3] - place[1]) / (top - bottom)
  const numbers = [wide, 0, 0, high, place[0] - left * wide, place[1] - bottom * high]
  return `q ${numbers.map((one) => Number(one.toFixed(6))).join(' ')} cm ${name} Do Q`
}

/** The box of a form as its own matrix places it. */
function reachOf(form: PDFRawStream): Box {
  const [left, bottom, right, top] = boxOf(form.dict.lookup(PDFName.of('BBox'))) ?? [0, 0, 1, 1]
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbersOf(form.dict.lookup(PDFName.of('Matrix')))
  const corners = [left, right].flatMap((x) =>
    [bottom, top].map((y) => [a * x + c * y + e, b * x + d * y + f] as const),
  )
  const across = corners.map(([x]) => x)
  const up = corners.map(([, y]) => y)
  return [Math.min(...across), Math.min(...up), Math.max(...across), Math.max(...up)]
}

function boxOf(given: unknown): Box | undefined {
  const [x, y, otherX, otherY] = numbersOf(given)
  if (x === undefined || y === undefined || otherX === undefined || otherY === undefined) return undefined
  return [Math.min(x, otherX), Math.min(y, otherY), Math.max(x, otherX), Math.max(y, otherY)]
}

function numbersOf(given: unknown): number[] {
  if (!(given instanceof PDFArray)) return []
  return Array.from({ length: given.size() }, (_, at) => {
    const number = given.lookup(at)
    return number instanceof PDFNumber ? number.asNumber() : 0
  })
}
