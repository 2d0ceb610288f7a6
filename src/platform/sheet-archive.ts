import { crc32, inflateRawSync } from 'node:zlib'
import { Failure } from './errors.ts'

/** Mebibytes an XLSX may unpack to, counted as it is unpacked: what the archive says of itself is not believed. */
export const mostUnpackedMebibytes = 100

/** Cells of the rectangle a sheet spans, empty ones included: one cell far out makes a table as large as a full one. */
export const mostCells = 2_000_000

const mebibyte = 1024 * 1024

/**
 * The archive made anew of what its texts really unpack to, so that whoever reads it allocates what is there and not what a
 * forged header promises. Pictures and the like are left out. Fails with `sheets.unreadable`, `sheets.too-large`,
 * `sheets.too-many-cells`. (APPNOTE 6.3.10 §4.3)
 */
export function remadeArchive(archive: Buffer): Buffer {
  let left = mostUnpackedMebibytes * mebibyte
  const files = entriesOf(archive)
    .filter(({ name }) => /\.xml(\.rels)?$/.test(name))
    .map((entry) => {
      const content = unpacked(archive, entry, left)
      left -= content.length
      if (/(^|\/)worksheets\/[^/]*\.xml$/.test(entry.name)) refuseTooManyCells(content.toString())
      return { name: entry.name, content }
    })
  return packed(files)
}

interface Entry {
  readonly name: string
  readonly method: number
  readonly packedBytes: number
  /** Where its local header begins. */
  readonly at: number
}

/** The entries of the archive's own directory, at its end. */
function entriesOf(archive: Buffer): Entry[] {
  const end = archive.lastIndexOf(Buffer.from('PK\u0005\u0006'))
  if (end < 0 || end + 22 > archive.length) throw new Failure('sheets.unreadable')
  const entries: Entry[] = []
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + 46 > archive.length) throw new Failure('sheets.unreadable')
    const nameBytes = archive.readUInt16LE(at + 28)
    entries.push({
      name: archive.toString('utf8', at + 46, at + 46 + nameBytes),
      method: archive.readUInt16LE(at + 10),
      packedBytes: archive.readUInt32LE(at + 20),
      at: archive.readUInt32LE(at + 42),
    })
    at += 46 + nameBytes + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return entries
}

function unpacked(archive: Buffer, { at, method, packedBytes }: Entry, mostBytes: number): Buffer {
  if (at + 30 > archive.length) throw new Failure('sheets.unreadable')
  const from = at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28)
  const content = archive.subarray(from, from + packedBytes)
  if (method === 0 && content.length <= mostBytes) return content
  if (method !== 0 && method !== 8) throw new Failure('sheets.unreadable')
  try {
    // No output at all may be left over: an empty file still needs one byte of room.
    if (method === 8) return inflateRawSync(content, { maxOutputLength: Math.max(mostBytes, 1) })
  } catch (cause) {
    const isTooLarge = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE'
    if (!isTooLarge) throw new Failure('sheets.unreadable', {}, { cause })
  }
  throw new Failure('sheets.too-large', { mebibytes: mostUnpackedMebibytes })
}

/** Rows and cells, with their attributes; a `>` inside a value does not end a tag. */
const rowOrCell = /<(?:[\w.-]+:)?(row|c)(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>/g

/** Counts the rectangle a sheet spans, by the addresses it names and the cells it lists. */
function refuseTooManyCells(sheet: string): void {
  let [rows, columns, rowsSeen, columnsSeen] = [0, 0, 0, 0]
  for (const [, tag, attributes = ''] of sheet.matchAll(rowOrCell)) {
    const [, , address] = /(?:^|\s)r\s*=\s*(["'])(.*?)\1/s.exec(attributes) ?? []
    const [, letters = '', row = '0'] = /^\s*([A-Za-z]{0,3})(\d{1,7})\s*$/.exec(address ?? '0') ?? unreadable()
    if (tag === 'row') {
      rowsSeen += 1
      columnsSeen = 0
    } else columnsSeen += 1
    rows = Math.max(rows, rowsSeen, Number(row))
    columns = Math.max(columns, columnsSeen, columnOf(letters))
    if (rows * columns > mostCells) throw new Failure('sheets.too-many-cells', { maximum: mostCells })
  }
}

/** `A` is 1, `AA` is 27. */
function columnOf(letters: string): number {
  return [...letters.toUpperCase()].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0)
}

function unreadable(): never {
  throw new Failure('sheets.unreadable')
}

/** An archive of these files, none compressed. */
function packed(files: readonly { name: string; content: Buffer }[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content } of files) {
    const named = Buffer.from(name)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt32LE(crc32(content), 10)
    facts.writeUInt32LE(content.length, 14)
    facts.writeUInt32LE(content.length, 18)
    facts.writeUInt16LE(named.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), facts, place, named)
    const local = [Buffer.from('PK\u0003\u0004', 'latin1'), facts, named, content]
    parts.push(...local)
    at += local.reduce((sum, part) => sum + part.length, 0)
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, listed, end])
}
