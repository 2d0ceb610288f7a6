/** What the donor's browser or chat does next. After `expiresAt` we stop waiting; `null` when nothing ends it. */
export type PaymentAction =
  | { readonly kind: 'redirect'; readonly url: string; readonly expiresAt: Date | null }
  /** A form the browser posts by itself, with a button for those without JavaScript; never inside an iframe. */
  | {
      readonly kind: 'form'
      readonly url: string
      readonly fields: Readonly<Record<string, string>>
      readonly expiresAt: Date | null
    }
  /** `content` is the text inside the QR code. */
  | { readonly kind: 'qr'; readonly content: string; readonly expiresAt: Date | null }
  | ({ readonly kind: 'instructions' } & Instructions)
  | { readonly kind: 'none'; readonly expiresAt: Date | null }

/** How to pay away from the screen: shown as a list, each value with a copy button. */
export interface Instructions {
  readonly lines: readonly InstructionLine[]
  readonly expiresAt: Date | null
}

/** `label` is a key below `payments:instructions`; an amount or a date is shown by the reader's language, text as it is. */
export interface InstructionLine {
  readonly label: InstructionLabel
  readonly value: string
}

export const instructionLabels = [
  'accountHolder',
  'bankName',
  'bankCode',
  'accountNumber',
  'reference',
  'paymentCode',
  'barcode1',
  'barcode2',
  'barcode3',
] as const
export type InstructionLabel = (typeof instructionLabels)[number]
