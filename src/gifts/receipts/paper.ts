import PDFDocument from 'pdfkit'
import type { Translate } from '../../platform/i18n/translator.ts'
import type { Language } from '../../platform/languages.ts'
import { formatMoney } from '../../platform/money.ts'
import { chineseAmount } from '../chinese-amount.ts'
import { faceFor, fontFile } from './fonts.ts'
import type { ReceiptSnapshot } from './receipt.ts'

/** A receipt and what has happened to it since. */
export interface PrintedReceipt {
  readonly snapshot: ReceiptSnapshot
  /** In clear: it is printed for the donor. */
  readonly taxIdentifier: string | undefined
  readonly issuedAt: Date
  readonly isDuplicate: boolean
  readonly voided: { readonly reason: string; readonly replacedBy: string | undefined } | undefined
}

/** The languages of the labels: that of the law first, then the donor's. */
export interface Labels {
  readonly first: { readonly language: Language; readonly t: Translate }
  readonly second: { readonly language: Language; readonly t: Translate }
}

const ink = '#1E2430'
const quiet = '#5B6472'
const line = '#E5DED2'
const accent = '#14655A'
const attention = '#9A6200'
const danger = '#A3262A'
const left = 64
const right = 531
const width = right - left
const pageBottom = 842 - 56

/** Draws a receipt on one A4 page (a long yearly one on more). The same receipt gives the same page, whenever it is drawn. */
export function drawReceipt(receipt: PrintedReceipt, labels: Labels): Promise<Buffer> {
  const { snapshot, issuedAt } = receipt
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: 60, bottom: 56, left, right: 595 - right },
    info: { Title: snapshot.number, Author: snapshot.recipient.name, CreationDate: issuedAt, ModDate: issuedAt },
    lang: labels.first.language,
  })
  const pen = new Pen(pdf, labels)
  drawHead(pen, receipt)
  drawAmount(pen, snapshot)
  drawFields(pen, receipt)
  if (snapshot.lines.length > 1) drawLines(pen, snapshot)
  drawFoot(pen, snapshot)
  return finish(pdf)
}

function drawHead(pen: Pen, { snapshot, isDuplicate, voided }: PrintedReceipt): void {
  const { recipient, lines } = snapshot
  pen.write(recipient.name, { size: 13, bold: true })
  const small = { size: 8.5, colour: quiet }
  pen.write(recipient.address, small)
  pen.write(`${pen.label('registration')} ${recipient.registrationNumber}`, small)
  if (recipient.approvalNumber) pen.write(`${pen.label('approval')} ${recipient.approvalNumber}`, small)
  pen.space(14)
  pen.rule(accent, 1.5)
  pen.space(20)
  const title = lines.length > 1 ? 'yearly' : 'title'
  pen.write(pen.first(title), { size: 26, bold: true })
  pen.write(pen.second(title), { size: 11, colour: quiet })
  pen.space(6)
  pen.write(`${pen.label('number')} ${snapshot.number}`, { size: 10.5 })
  if (snapshot.replaces) {
    pen.write(
      `${pen.first('replaces', { number: snapshot.replaces })}　${pen.second('replaces', { number: snapshot.replaces })}`,
      {
        size: 9,
        colour: quiet,
      },
    )
  }
  if (voided)
    pen.mark(pen.label('void'), danger, voided.replacedBy && pen.first('replacedBy', { number: voided.replacedBy }))
  else if (isDuplicate) pen.mark(pen.label('duplicate'), attention)
  pen.space(22)
}

function drawAmount(pen: Pen, snapshot: ReceiptSnapshot): void {
  const amount = { minor: BigInt(snapshot.amountMinor), currency: snapshot.currency }
  const top = pen.pdf.y
  drawStamp(pen)
  pen.write(pen.label('amount'), { size: 8.5, colour: quiet })
  pen.write(formatMoney(amount, pen.labels.first.language), {
    size: 22,
    bold: true,
    colour: accent,
    width: amountWidth,
  })
  if (snapshot.currency === 'TWD') pen.write(chineseAmount(amount, '新臺幣'), { size: 12, width: amountWidth })
  pen.pdf.y = Math.max(pen.pdf.y, top + stampHeight) + 14
}

const stampWidth = 150
const stampHeight = 76
const amountWidth = width - stampWidth - 16

/** The place for the recipient's stamp, beside the amount it confirms. */
function drawStamp(pen: Pen): void {
  const { pdf } = pen
  const top = pdf.y
  pdf
    .roundedRect(right - stampWidth, top, stampWidth, stampHeight, 10)
    .lineWidth(0.75)
    .dash(3, { space: 3 })
    .stroke(line)
    .undash()
  pen.at(pen.label('stamp'), right - stampWidth + 8, top + 6, { size: 7.5, colour: quiet, width: stampWidth - 16 })
  pdf.y = top
}

function drawFields(pen: Pen, { snapshot, taxIdentifier }: PrintedReceipt): void {
  const [only] = snapshot.lines
  pen.field('donor', snapshot.donorName)
  if (taxIdentifier) pen.field('taxIdentifier', taxIdentifier)
  const { givenFrom, givenTo } = snapshot
  pen.field('givenOn', givenFrom === givenTo ? givenFrom : `${givenFrom} – ${givenTo}`)
  if (snapshot.lines.length === 1 && only) {
    pen.field('purpose', only.campaign)
    if (only.permitNumber) pen.field('permit', only.permitNumber)
    pen.field('reference', only.reference)
  }
  pen.field('issuedOn', snapshot.issuedOn)
  pen.space(8)
  pen.write(`${pen.first('deduction')}　${pen.second('deduction')}`, { size: 8.5, colour: quiet })
  pen.space(12)
}

function drawLines(pen: Pen, snapshot: ReceiptSnapshot): void {
  pen.write(pen.first('campaigns', { count: snapshot.lines.length }), { size: 8.5, colour: quiet })
  pen.space(4)
  for (const { givenOn, campaign, permitNumber, amountMinor } of snapshot.lines) {
    const amount = formatMoney({ minor: BigInt(amountMinor), currency: snapshot.currency }, pen.labels.first.language)
    pen.row(givenOn, permitNumber ? `${campaign}　${permitNumber}` : campaign, amount)
  }
}

const footHeight = 84

function drawFoot(pen: Pen, { checkpoint }: ReceiptSnapshot): void {
  if (!checkpoint) return
  const { pdf } = pen
  pen.need(footHeight)
  pdf.y = pageBottom - footHeight
  pen.rule(line, 0.75)
  pen.space(8)
  pen.write(pen.label('checkpoint'), { size: 8.5, bold: true })
  pen.write(`${pen.first('size')} ${checkpoint.size}　${pen.first('key')} ${checkpoint.fingerprint}`, { size: 8 })
  pen.write(`${pen.first('root')} ${checkpoint.root}`, { size: 8 })
  pen.write(pen.first('checkpointText'), { size: 7.5, colour: quiet })
  pen.write(pen.second('checkpointText'), { size: 7.5, colour: quiet })
}

interface Ink {
  size: number
  bold?: boolean
  colour?: string
  width?: number
  align?: 'right'
}

/** Writes downward, each text in the face that has its characters. */
class Pen {
  readonly pdf: PDFKit.PDFDocument
  readonly labels: Labels

  constructor(pdf: PDFKit.PDFDocument, labels: Labels) {
    this.pdf = pdf
    this.labels = labels
  }

  first(key: string, values: Record<string, unknown> = {}): string {
    return this.labels.first.t(`receipts:${key}`, values)
  }

  second(key: string, values: Record<string, unknown> = {}): string {
    return this.labels.second.t(`receipts:${key}`, values)
  }

  label(key: string): string {
    return `${this.first(key)}　${this.second(key)}`
  }

  write(text: string, style: Ink): void {
    this.at(text, left, this.pdf.y, style)
  }

  /** The apostrophe of these faces is as wide as a Chinese character, so between Latin letters a plain one is drawn. */
  at(text: string, x: number, y: number, { size, bold = false, colour = ink, width: room = width, align }: Ink): void {
    this.pdf
      .font(fontFile(faceFor(text), bold ? '600SemiBold' : '400Regular'))
      .fontSize(size)
      .fillColor(colour)
      .text(text.replace(/(?<=\p{Script=Latin})’(?=\p{Script=Latin})/gu, "'"), x, y, {
        width: room,
        ...(align ? { align } : {}),
      })
  }

  space(points: number): void {
    this.pdf.y += points
  }

  rule(colour: string, weight: number): void {
    this.pdf.moveTo(left, this.pdf.y).lineTo(right, this.pdf.y).lineWidth(weight).stroke(colour)
  }

  /** Goes to the next page unless so much room is left on this one. */
  need(points: number): void {
    if (this.pdf.y + points > pageBottom) this.pdf.addPage()
  }

  field(key: string, value: string): void {
    const top = this.pdf.y
    this.at(this.first(key), left, top, { size: 9.5, width: 150 })
    this.at(this.second(key), left, this.pdf.y, { size: 7.5, colour: quiet, width: 150 })
    const below = this.pdf.y
    this.at(value, left + 166, top + 1, { size: 11, width: width - 166 })
    this.pdf.y = Math.max(below, this.pdf.y) + 6
    this.rule(line, 0.5)
    this.space(6)
  }

  row(day: string, words: string, amount: string): void {
    this.need(24)
    const top = this.pdf.y
    this.at(day, left, top, { size: 9, width: 76 })
    this.at(amount, right - 90, top, { size: 9, width: 90, align: 'right' })
    this.at(words, left + 80, top, { size: 9, width: width - 176 })
    this.space(2)
  }

  /** A word in a frame at the upper right, with a line below it. */
  mark(word: string, colour: string, below?: string): void {
    const { y } = this.pdf
    this.pdf
      .roundedRect(right - 168, 146, 168, 30, 6)
      .lineWidth(1.25)
      .stroke(colour)
    this.at(word, right - 160, 153, { size: 11, bold: true, colour, width: 152 })
    if (below) this.at(below, right - 168, 182, { size: 8.5, colour, width: 168 })
    this.pdf.y = y
  }
}

function finish(pdf: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
    pdf.end()
  })
}
