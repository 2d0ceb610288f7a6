/** An invoice or a letter on one sheet of A4: lines of the letters every reader of PDF can draw without a font of its own (Latin-1). */
export function drawInvoice(title: string, lines: readonly string[]): Uint8Array<ArrayBuffer> {
  const rows = lines.map((line) => `0 -26 Td (${literal(line)}) Tj`)
  const page = `BT /F1 20 Tf 72 760 Td (${literal(title)}) Tj /F1 12 Tf ${rows.join(' ')} ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
  ]
  return Buffer.from(assemble(objects), 'latin1')
}

/** The objects of a file, each findable by its place in the table at the end (ISO 32000-1, 7.5). */
function assemble(objects: readonly string[]): string {
  let text = '%PDF-1.4\n'
  const places = objects.map((object, index) => {
    const place = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  return `${text}${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`
}

function literal(text: string): string {
  return text.replace(/[\\()]/g, (mark) => `\\${mark}`)
}
