import { inflateSync } from 'node:zlib'
import {
  decodePDFRawStream,
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFName,
  PDFNull,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib'
import { cleanFilm } from '../film.ts'
import { cleanJpeg } from './jpeg.ts'

/** What says who, when and with what, runs, or leads out of the page; none of it is drawn. */
const leftOut: ReadonlySet<string> = new Set(
  [
    ...['Metadata', 'PieceInfo', 'LastModified', 'Info', 'OPI', 'Alternates', 'Measure', 'PtData'],
    ...['AF', 'EF', 'A', 'AA', 'JS', 'Ref', 'URI', 'Parent', 'StructParent', 'StructParents'],
  ].map((key) => `/${key}`),
)

/** A stream whose bytes lie in another file. */
const elsewhere: ReadonlySet<string> = new Set(['/F', '/FFilter', '/FDecodeParms'])

/** Dictionaries whose keys are names the drawing calls things by: there `A` is a font and no action. */
const tables: ReadonlySet<string> = new Set(
  ['XObject', 'Font', 'ExtGState', 'ColorSpace', 'Pattern', 'Shading', 'Properties', 'CharProcs', 'Colorants'].map(
    (key) => `/${key}`,
  ),
)

/** The largest picture that is unpacked to be looked at, in bytes. */
const mostPictureBytes = 64 * 1024 * 1024

/** Copies what a page needs out of one PDF into another, each part once, and leaves behind what nothing is drawn by. */
export class PdfCopy {
  readonly target: PDFContext
  readonly #source: PDFContext
  readonly #copied = new Map<PDFRef, PDFRef>()

  constructor(source: PDFContext, target: PDFContext) {
    this.#source = source
    this.target = target
  }

  /** An object with everything it leads to. */
  of(object: PDFObject, isTable = false): PDFObject {
    if (object instanceof PDFRef) return this.#ofRef(object, isTable)
    if (object instanceof PDFRawStream) return this.#ofStream(object)
    if (object instanceof PDFDict) return this.#ofDict(object, isTable)
    if (object instanceof PDFArray) return this.target.obj(object.asArray().map((one) => this.of(one)))
    return object.clone(this.target)
  }

  /** What a page draws with, as a dictionary of its own. */
  resources(given: PDFObject | undefined): PDFDict {
    return given instanceof PDFDict ? this.#ofDict(given, false) : this.target.obj({})
  }

  /** Which layers are shown: without it, what was hidden would be seen. Their names are left out. */
  layers(given: PDFObject | undefined): PDFDict | undefined {
    if (!(given instanceof PDFDict)) return undefined
    const chosen = given.lookup(PDFName.of('D'))
    const kept = this.target.obj({})
    if (chosen instanceof PDFDict) {
      for (const key of ['BaseState', 'ON', 'OFF']) {
        const value = chosen.get(PDFName.of(key))
        if (value) kept.set(PDFName.of(key), this.of(value))
      }
    }
    const all = given.get(PDFName.of('OCGs'))
    return this.target.obj({ D: kept, OCGs: all ? this.of(all) : [] })
  }

  #ofRef(ref: PDFRef, isTable: boolean): PDFObject {
    const known = this.#copied.get(ref)
    if (known) return known
    const made = this.target.nextRef()
    this.#copied.set(ref, made)
    const found = this.#source.lookup(ref)
    this.target.assign(made, found ? this.of(found, isTable) : PDFNull)
    return made
  }

  #ofDict(given: PDFDict, isTable: boolean): PDFDict {
    const made = this.target.obj({})
    const isLayer = !isTable && given.lookup(PDFName.of('Type')) === PDFName.of('OCG')
    for (const [key, value] of given.entries()) {
      const name = String(key)
      if (isLayer && name !== '/Type') continue
      if (isTable || !(leftOut.has(name) || name.startsWith('/PTEX.'))) {
        made.set(key, this.of(value, !isTable && tables.has(name)))
      }
    }
    if (isLayer) made.set(PDFName.of('Name'), PDFString.of('Layer'))
    return made
  }

  #ofStream(given: PDFRawStream): PDFRawStream {
    const dict = this.#ofDict(given.dict, false)
    for (const key of elsewhere) dict.delete(PDFName.of(key.slice(1)))
    const { bytes, filter } = cleanPicture(opened(given), given.dict)
    if (filter) {
      dict.set(PDFName.of('Filter'), filter)
      dict.delete(PDFName.of('DecodeParms'))
    }
    return PDFRawStream.of(dict, bytes)
  }
}

/** The bytes as they are packed, without the file's encryption. */
function opened({ contents, transform, dict }: PDFRawStream): Uint8Array {
  if (!transform) return contents
  const bare = PDFDict.withContext(dict.context)
  return decodePDFRawStream(PDFRawStream.of(bare, contents, transform)).decode()
}

/** Photographs lie in a PDF as their camera wrote them, place and all. */
function cleanPicture(bytes: Uint8Array, dict: PDFDict): { bytes: Uint8Array; filter?: PDFName } {
  const given = dict.lookup(PDFName.of('Filter'))
  const filters = (given instanceof PDFArray ? given.asArray() : [given]).map(String)
  const last = filters.at(-1)
  if (last === '/JPXDecode' && filters.length === 1) return { bytes: cleanFilm(bytes) }
  if (last !== '/DCTDecode') return { bytes }
  if (filters.length === 1) return { bytes: cleanJpeg(bytes) }
  if (filters.length === 2 && filters[0] === '/FlateDecode') {
    const unpacked = inflateSync(bytes, { maxOutputLength: mostPictureBytes })
    return { bytes: cleanJpeg(unpacked), filter: PDFName.of('DCTDecode') }
  }
  throw new TypeError('A photograph packed in a way nobody packs them')
}
