import { fileTypeFromBuffer } from 'file-type'
import { Failure } from './errors.ts'
import { cleanFilm, isFilm } from './film.ts'
import { cleanPdf } from './pdf/clean.ts'
import { cleanPicture, pictureTypes } from './picture.ts'

/** A file as somebody sent it; what it calls itself is a claim. */
export interface Upload {
  readonly bytes: Uint8Array
  readonly fileName?: string | undefined
  /** What it is kept for, which says what it may be. */
  readonly use: UploadUse
  /** The input field a refusal names. */
  readonly field: string
}

/** A paper as it came, where it must be possible to show that it is genuine. */
export interface OriginalUpload {
  readonly bytes: Uint8Array
  /** Whether it bore a digital signature. */
  readonly isSigned: boolean
}

/** A file that is what its bytes are, small enough, and without what its camera or its program wrote into it. */
export interface CheckedUpload {
  readonly bytes: Uint8Array
  readonly mediaType: string
  readonly purpose: UploadUse
  readonly fileName?: string
  /** Of a PDF that proves something; to be kept sealed. */
  readonly original?: OriginalUpload
}

/** Why a file is taken in. */
export type UploadUse = keyof typeof uses

const mebibyte = 1024 * 1024

/** What each use takes, by the media type of the content: the ending its name gets, and how much of it. */
const uses = {
  /** What proves something: a bill, a doctor's letter, a signed paper. */
  expense: {
    mostBytes: 10 * mebibyte,
    keepsOriginal: true,
    endings: { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' },
  },
  /** What a member sends in a chat; what a person sends us there is taken by `checkReceived`. */
  message: {
    mostBytes: 20 * mebibyte,
    keepsOriginal: false,
    endings: {
      'application/pdf': 'pdf',
      'image/jpeg': 'jpg',
      'image/png': 'png',
      'image/webp': 'webp',
      'video/mp4': 'mp4',
      'audio/x-m4a': 'm4a',
      'audio/mpeg': 'mp3',
      'audio/ogg': 'ogg',
    },
  },
} as const

/**
 * Looks at what a file is, never at what it says it is, and makes pictures and PDFs anew, so that neither a place nor a camera, an
 * author nor a script stays in them. Fails, naming `field`, with `files.empty`, `files.too-large`, `files.not-accepted`,
 * `files.picture-unreadable` and the codes of `cleanPdf`.
 */
export async function checkUpload({ bytes, fileName, use, field }: Upload): Promise<CheckedUpload> {
  const { mostBytes, keepsOriginal } = uses[use]
  const endings: Readonly<Record<string, string>> = uses[use].endings
  if (bytes.byteLength === 0) throw new Failure('files.empty', {}, { field })
  if (bytes.byteLength > mostBytes) throw new Failure('files.too-large', { mebibytes: mostBytes / mebibyte }, { field })
  const { mediaType } = await sniff(bytes)
  const ending = endings[mediaType]
  if (ending === undefined) {
    throw new Failure('files.not-accepted', { accepted: Object.values(endings).join(', ').toUpperCase() }, { field })
  }
  const name = safeFileName(fileName, ending)
  const { isSigned, ...clean } = await cleaned(bytes, mediaType, field)
  return {
    ...clean,
    mediaType,
    purpose: use,
    ...(name === undefined ? {} : { fileName: name }),
    ...(keepsOriginal && isSigned !== undefined ? { original: { bytes, isSigned } } : {}),
  }
}

/** What is kept of a file; `isSigned` of PDFs alone. */
async function cleaned(
  bytes: Uint8Array,
  mediaType: string,
  field: string,
): Promise<{ bytes: Uint8Array; isSigned?: boolean }> {
  if (mediaType === 'application/pdf') return cleanPdf(bytes, field)
  if (pictureTypes.has(mediaType)) return { bytes: await cleanPicture(bytes, mediaType, field) }
  return { bytes: isFilm(mediaType) ? cleanFilm(bytes) : bytes }
}

/** What the bytes are, and the ending that goes with it; empty for what has no mark of its own, such as text. */
export async function sniff(bytes: Uint8Array): Promise<{ mediaType: string; ending: string }> {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  return { mediaType: found?.mime ?? '', ending: found?.ext ?? '' }
}

const mostNameLetters = 100

/**
 * The name a file is kept and handed out under: no folder, nothing unseen, no leading dot, and the ending of what it is, so
 * that `invoice.pdf.exe` does not come back as a program. Undefined when nothing of it is left.
 */
export function safeFileName(given: string | undefined, ending: string): string | undefined {
  const last = (given ?? '').normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const seen = last.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, '').replace(/[<>:"|?*]/g, '_')
  const stem = seen
    .replace(/^[.\s]+/, '')
    .replace(/(\.[a-z0-9]{1,5})+$/i, '')
    .trim()
  return stem === '' ? undefined : `${[...stem].slice(0, mostNameLetters).join('')}.${ending}`
}
