import QRCode from 'qrcode'

/** The path data of a QR code (error correction M) and its side in modules, quiet zone of four included. */
export function qrPath(text: string): { path: string; side: number } {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const quiet = 4
  const rows = Array.from({ length: modules.size }, (_, row) => rowPath(row, modules, quiet))
  return { path: rows.join(''), side: modules.size + 2 * quiet }
}

// Runs of dark modules become one stroke each, which halves the size of the picture.
function rowPath(row: number, modules: QRCode.BitMatrix, quiet: number): string {
  let path = ''
  for (let column = 0; column < modules.size; column++) {
    if (modules.get(row, column) === 0) continue
    const start = column
    while (column + 1 < modules.size && modules.get(row, column + 1) !== 0) column++
    path += `M${start + quiet} ${row + quiet}.5h${column - start + 1}`
  }
  return path
}
