/** The objects of a PDF, the first its catalog, each findable by its place in the table at the end (ISO 32000-1, 7.5). */
export function pdfOf(objects: readonly string[], trailer = ''): Buffer<ArrayBuffer> {
  let text = '%PDF-1.7\n'
  const places = objects.map((object, index) => {
    const place = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  const size = objects.length + 1
  const end = `trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${text.length}\n%%EOF\n`
  return Buffer.from(`${text}${table}${end}`, 'latin1')
}

/** A stream of a PDF with its length. @param entries of its dictionary */
export function pdfStream(content: string, entries = ''): string {
  return `<< /Length ${content.length} ${entries} >>\nstream\n${content}\nendstream`
}

/** A letter of one page that says `words`; whoever wrote it stands in its metadata. */
export function letterPdf(words = 'Operated and well', author = 'Dr. Who Wrote It'): Buffer<ArrayBuffer> {
  return pdfOf(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
      '<< /Type /Page /Parent 2 0 R /Resources << /Font << /A 4 0 R >> >> /Contents 5 0 R >>',
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
      pdfStream(`BT /A 20 Tf 72 760 Td (${words}) Tj ET`),
      `<< /Author (${author}) >>`,
    ],
    '/Info 6 0 R',
  )
}
