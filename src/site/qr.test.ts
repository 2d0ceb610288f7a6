import QRCode from 'qrcode'
import { describe, expect, test } from 'vitest'
import { qrPath } from './qr.ts'

/** The squares a path darkens, row by row, as a camera would see them. */
function drawn({ path, side }: { path: string; side: number }): string[] {
  const rows = Array.from({ length: side }, () => Array.from({ length: side }, () => '·'))
  for (const [, x = '', y = '', length = ''] of path.matchAll(/M(\d+) (\d+)\.5h(\d+)/g)) {
    rows[Number(y)]?.fill('█', Number(x), Number(x) + Number(length))
  }
  return rows.map((row) => row.join(''))
}

describe.each(['https://give.example.org/c/first-steps', `https://give.example.org/c/${'陪孩子'.repeat(20)}`])(
  'the code for %s',
  (text) => {
    const code = qrPath(text)
    const rows = drawn(code)

    test('darkens exactly the modules of its text, inside a quiet zone of four', () => {
      const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
      const blank = '·'.repeat(modules.size + 8)
      const inner = Array.from({ length: modules.size }, (_, row) => {
        const squares = Array.from({ length: modules.size }, (_, column) => (modules.get(row, column) ? '█' : '·'))
        return `····${squares.join('')}····`
      })
      expect(rows).toEqual([...Array(4).fill(blank), ...inner, ...Array(4).fill(blank)])
    })

    test('has the eyes a camera looks for in three corners and not in the fourth', () => {
      const eye = ['███████', '█·····█', '█·███·█', '█·███·█', '█·███·█', '█·····█', '███████']
      const corner = (x: number, y: number) => rows.slice(y, y + 7).map((row) => row.slice(x, x + 7))
      const far = code.side - 4 - 7
      expect([corner(4, 4), corner(far, 4), corner(4, far)]).toEqual([eye, eye, eye])
      expect(corner(far, far)).not.toEqual(eye)
    })
  },
)

test('another address is another code', () => {
  expect(qrPath('https://give.example.org/c/a')).not.toEqual(qrPath('https://give.example.org/c/b'))
})
