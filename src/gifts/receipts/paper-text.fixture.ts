import { inflateSync } from 'node:zlib'

/** Everything a PDF of ours says, a line for each piece of text in the order it was drawn. */
export function textOfPaper(pdf: Uint8Array): string {
  const objects = readObjects(Buffer.from(pdf))
  const fonts = readFonts(objects)
  return [...objects.values()]
    .filter(({ dictionary }) => !dictionary.includes('/Type') && !dictionary.includes('/Length1'))
    .flatMap(({ stream }) => (/\bBT\b/.test(stream) ? [readPage(stream, fonts)] : []))
    .join('\n')
}

interface PaperObject {
  dictionary: string
  /** Inflated, one letter per byte. */
  stream: string
}

function readObjects(pdf: Buffer): Map<string, PaperObject> {
  const text = pdf.toString('latin1')
  const found = text.matchAll(/(\d+) 0 obj\n([\s\S]*?)(?:\nstream\n([\s\S]*?)\nendstream)?\nendobj/g)
  return new Map(
    [...found].map(([, id = '', dictionary = '', raw = '']) => {
      const isPacked = dictionary.includes('/FlateDecode') && raw !== ''
      const stream = isPacked ? inflateSync(Buffer.from(raw, 'latin1')).toString('latin1') : raw
      return [id, { dictionary, stream }]
    }),
  )
}

/** By the name a page calls it (`F3`): which letters each code of a font stands for. */
type Fonts = ReadonlyMap<string, ReadonlyMap<string, string>>

function readFonts(objects: ReadonlyMap<string, PaperObject>): Fonts {
  const names = [...objects.values()].flatMap(({ dictionary }) => [...dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)])
  return new Map(
    names.map(([, name = '', id = '']) => {
      const [, map = ''] = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.dictionary ?? '') ?? []
      return [name, readLetters(objects.get(map)?.stream ?? '')]
    }),
  )
}

/** `<0000> <00ff> [<0041> <0042> …]`: the letters of a run of codes. */
function readLetters(map: string): Map<string, string> {
  const letters = new Map<string, string>()
  for (const [, first = '', list = ''] of map.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g)) {
    for (const [index, [, hex = '']] of [...list.matchAll(/<([\w ]*)>/g)].entries()) {
      const code = (Number.parseInt(first, 16) + index).toString(16).padStart(4, '0')
      letters.set(code, Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'))
    }
  }
  return letters
}

function readPage(stream: string, fonts: Fonts): string {
  let letters: ReadonlyMap<string, string> = new Map()
  const lines: string[] = []
  for (const [, font, pieces] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font !== undefined) letters = fonts.get(font) ?? new Map()
    if (pieces === undefined) continue
    const codes = [...pieces.matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
    lines.push(codes.map((code) => letters.get(code) ?? '\ufffd').join(''))
  }
  return lines.join('\n')
}
