import { Failure } from './errors.ts'
import { cleanFilm, isFilm } from './film.ts'
import { cleanPdf } from './pdf/clean.ts'
import { cleanPicture, drawSmall, pictureTypes } from './picture.ts'
import { safeFileName, sniff } from './upload.ts'

/** The most a person may send us in one file. What providers allow is more: Telegram hands bots 20 MB, LINE 200. */
export const receivedBytes = 20 * 1024 * 1024

/** A file somebody sent us in a chat, as it is kept. */
export interface ReceivedFile {
  readonly bytes: Uint8Array
  /** What the bytes are, not what they were said to be. */
  readonly mediaType: string
  readonly fileName: string
  /** The picture for lists; pictures only. */
  readonly small?: Uint8Array
}

/** What starts when it is opened: nobody needs it to look after donors. Media types as `file-type` 21 names them. */
const programs: ReadonlySet<string> = new Set([
  'application/java-archive',
  'application/java-vm',
  'application/vnd.android.package-archive',
  'application/vnd.ms-cab-compressed',
  'application/vnd.ms-htmlhelp',
  'application/wasm',
  'application/x-apple-diskimage',
  'application/x-deb',
  'application/x-elf',
  'application/x-google-chrome-extension',
  'application/x-mach-binary',
  'application/x-ms-regedit',
  'application/x-msdownload',
  'application/x-rpm',
  'application/x-shockwave-flash',
  'application/x-xpinstall',
  'application/x.ms.shortcut',
])

/**
 * Looks at what a person sent: pictures and PDFs are made anew (WebP where the format is rare), films lose what their camera wrote, pages
 * and drawings that could hold a script become text, programs are refused, and all else is taken to be handed out. Fails with
 * `files.empty`, `files.too-large`, `files.is-program`, `files.picture-unreadable` and the codes of `cleanPdf`.
 *
 * @param name what it is called; its ending is replaced by that of the content
 */
export async function checkReceived(bytes: Uint8Array, name: string): Promise<ReceivedFile> {
  if (bytes.byteLength === 0) throw new Failure('files.empty')
  if (bytes.byteLength > receivedBytes) throw new Failure('files.too-large', { mebibytes: receivedBytes / 1024 / 1024 })
  const { mediaType, ending } = await sniff(bytes)
  if (programs.has(mediaType) || mediaType.includes('.macroenabled')) throw new Failure('files.is-program')
  if (mediaType.startsWith('image/')) return drawn(bytes, mediaType, name)
  if (mediaType === 'application/pdf') {
    const { bytes: clean } = await cleanPdf(bytes, 'file')
    return { bytes: clean, mediaType, fileName: nameOf(name, ending) }
  }
  if (mediaType === '' || mediaType === 'application/xml') return unmarked(bytes, name)
  return { bytes: isFilm(mediaType) ? cleanFilm(bytes) : bytes, mediaType, fileName: nameOf(name, ending) }
}

async function drawn(bytes: Uint8Array, mediaType: string, name: string): Promise<ReceivedFile> {
  const drawnAs = pictureTypes.has(mediaType) ? mediaType : 'image/webp'
  const clean = await cleanPicture(bytes, drawnAs, 'file')
  const ending = { 'image/jpeg': 'jpg', 'image/png': 'png' }[drawnAs] ?? 'webp'
  return { bytes: clean, mediaType: drawnAs, fileName: nameOf(name, ending), small: await drawSmall(clean) }
}

/** Text has no mark at its beginning, and neither have HTML, SVG and scripts: all of them are text to us. */
function unmarked(bytes: Uint8Array, name: string): ReceivedFile {
  return isText(bytes)
    ? { bytes, mediaType: 'text/plain', fileName: nameOf(name, 'txt') }
    : { bytes, mediaType: 'application/octet-stream', fileName: nameOf(name, 'bin') }
}

function isText(bytes: Uint8Array): boolean {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\0')
  } catch {
    return false
  }
}

function nameOf(name: string, ending: string): string {
  return safeFileName(name, ending) ?? `file.${ending}`
}
