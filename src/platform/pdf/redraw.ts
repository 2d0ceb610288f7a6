import {
  PDFArray,
  PDFContext,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFPageLeaf,
  type PDFRef,
  PDFWriter,
} from '@cantoo/pdf-lib'
import { type Appearance, appearancesOf, drawOf } from './appearances.ts'
import { PdfCopy } from './copy.ts'

/** Pages a file may have: a hospital's whole file of one stay has some hundreds. */
const mostPages = 2000

/** What a page needs to look as it did. Everything else a page can carry (notes, links, actions, thumbnails) stays behind. */
const ofPage = ['MediaBox', 'CropBox', 'BleedBox', 'TrimBox', 'ArtBox', 'Rotate', 'UserUnit', 'Group', 'Contents']

/** What pages take over from the branches of their tree (ISO 32000-1, table 30). */
const inherited = ['Resources', 'MediaBox', 'CropBox', 'Rotate']

/** A PDF that was made anew. */
export interface RedrawnPdf {
  readonly bytes: Uint8Array
  /** Whether what came bore a digital signature, which what is made anew cannot. */
  readonly isSigned: boolean
}

/**
 * Makes a PDF anew out of nothing but what its pages show: a new file, new pages, and of the old one only boxes, drawing and
 * the fonts and pictures it uses. Who made it, with what and when, earlier versions, attachments, scripts, actions, links, notes, forms, the
 * tree of tags and everything that no page leads to are never copied. What a filled-in form or a stamp shows is drawn into its page.
 *
 * Meant for the thread of `cleanPdf`: the library sets itself no bounds. Throws what the library throws, and `RangeError`.
 */
export async function redrawPdf(bytes: Uint8Array): Promise<RedrawnPdf> {
  // A file that only restricts printing opens with no password.
  const { context: source } = await PDFDocument.load(bytes, { updateMetadata: false, password: '', capNumbers: true })
  const target = PDFContext.create()
  const copy = new PdfCopy(source, target)
  const catalog = source.lookup(source.trailerInfo.Root, PDFDict)
  const pages = pagesOf(catalog)
  if (pages.length === 0) throw new TypeError('A PDF without pages')
  const tree = target.nextRef()
  const kids = pages.map((page) => target.register(redrawPage(page, tree, copy)))
  target.assign(tree, target.obj({ Type: 'Pages', Count: kids.length, Kids: kids }))
  const layers = copy.layers(catalog.lookup(PDFName.of('OCProperties')))
  const root = target.obj({ Type: 'Catalog', Pages: tree, ...(layers ? { OCProperties: layers } : {}) })
  target.trailerInfo.Root = target.register(root)
  const made = await PDFWriter.forContext(target, Number.POSITIVE_INFINITY).serializeToBuffer()
  return { bytes: made, isSigned: isSigned(source) }
}

/** A page with what it inherits. */
interface FoundPage {
  readonly page: PDFDict
  readonly passedOn: ReadonlyMap<string, PDFDict>
}

/** The pages in reading order. Throws a `RangeError` on a tree that is too large or goes in circles. */
function pagesOf(catalog: PDFDict): FoundPage[] {
  const found: FoundPage[] = []
  let branches = 0
  const walk = (node: PDFDict, above: ReadonlyMap<string, PDFDict>) => {
    branches += 1
    if (branches > 2 * mostPages) throw new RangeError('Too many pages')
    const passedOn = new Map(above)
    for (const key of inherited) if (node.has(PDFName.of(key))) passedOn.set(key, node)
    const kids = node.lookup(PDFName.of('Kids'))
    if (!(kids instanceof PDFArray)) {
      found.push({ page: node, passedOn })
      if (found.length > mostPages) throw new RangeError('Too many pages')
      return
    }
    for (let at = 0; at < kids.size(); at += 1) {
      const kid = kids.lookup(at)
      if (kid instanceof PDFDict) walk(kid, passedOn)
    }
  }
  walk(catalog.lookup(PDFName.of('Pages'), PDFDict), new Map())
  return found
}

function redrawPage({ page, passedOn }: FoundPage, tree: PDFRef, copy: PdfCopy): PDFDict {
  const { target } = copy
  const drawn = PDFPageLeaf.fromMapWithContext(new Map(), target)
  drawn.set(PDFName.of('Type'), PDFName.of('Page'))
  drawn.set(PDFName.of('Parent'), tree)
  for (const key of ofPage) {
    const value = (page.has(PDFName.of(key)) ? page : passedOn.get(key))?.get(PDFName.of(key))
    if (value) drawn.set(PDFName.of(key), copy.of(value))
  }
  const resources = copy.resources((passedOn.get('Resources') ?? page).lookup(PDFName.of('Resources')))
  drawn.set(PDFName.of('Resources'), resources)
  const shown = appearancesOf(page)
  if (shown.length > 0) drawInto(drawn, resources, shown, copy)
  return drawn
}

/** Draws what notes and form fields show behind the page's own drawing. */
function drawInto(page: PDFDict, resources: PDFDict, shown: readonly Appearance[], copy: PdfCopy): void {
  const { target } = copy
  const objects = resources.lookup(PDFName.of('XObject'))
  const mine = target.obj({})
  if (objects instanceof PDFDict) for (const [name, value] of objects.entries()) mine.set(name, value)
  const taken = new Set(mine.keys().map(String))
  let number = 0
  const drawing = shown.map((appearance) => {
    do number += 1
    while (taken.has(`/Shown${number}`))
    mine.set(PDFName.of(`Shown${number}`), target.register(copy.of(appearance.form)))
    return drawOf(appearance, `/Shown${number}`)
  })
  resources.set(PDFName.of('XObject'), mine)
  const stream = (text: string) => target.register(target.stream(text))
  const own = page.lookup(PDFName.of('Contents'))
  const parts = own instanceof PDFArray ? own.asArray() : [page.get(PDFName.of('Contents')) ?? stream('')]
  page.set(PDFName.of('Contents'), target.obj([stream('q\n'), ...parts, stream(`\nQ\n${drawing.join('\n')}\n`)]))
}

/** A signature names the stretches of the file it was made over. */
function isSigned(source: PDFContext): boolean {
  const signature = (found: unknown) =>
    found instanceof PDFDict && found.has(PDFName.of('ByteRange')) && found.has(PDFName.of('Contents'))
  return source
    .enumerateIndirectObjects()
    .some(([, found]) => signature(found) || (found instanceof PDFDict && signature(found.lookup(PDFName.of('V')))))
}
