import { join } from 'node:path'
import { packageFolder } from '../../platform/package-folder.ts'

/** The faces of Noto Sans a receipt is set in; each holds Latin letters too. */
export type Face = 'TC' | 'SC' | 'JP'

/** The file of a face. */
export function fontFile(face: Face, weight: '400Regular' | '600SemiBold'): string {
  const folder = join(packageFolder, 'node_modules', '@expo-google-fonts', `noto-sans-${face.toLowerCase()}`)
  return join(folder, weight, `NotoSans${face}_${weight}.ttf`)
}

/** The face that has every character of a text and its shapes: kana asks for Japan, what Big5 does not know for the mainland. */
export function faceFor(text: string): Face {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'JP'
  const han = text.match(/\p{Script=Han}/gu) ?? []
  return han.every((character) => traditional().has(character)) ? 'TC' : 'SC'
}

let big5: ReadonlySet<string> | undefined

/** Every character of Big5, the old code of Taiwan: it holds the traditional forms and none of the simplified. */
function traditional(): ReadonlySet<string> {
  if (big5) return big5
  const decoder = new TextDecoder('big5')
  const known = new Set<string>()
  for (let lead = 0xa4; lead <= 0xf9; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) known.add(decoder.decode(Uint8Array.of(lead, trail)))
  }
  big5 = known
  return known
}
