import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseDetail } from '../api/cases.ts'
import { addressOf, type Proof } from '../api/documents.ts'
import { ChoiceField } from '../pieces/fields.tsx'
import type { Typed } from '../pieces/form.tsx'
import { useFormats } from '../words/formats.ts'
import { bringDocument, DocumentFields, Preview } from './document-fields.tsx'

const another = 'new'

/** The field for what shows an update, and what was chosen in it. */
export interface ProofChoice {
  field: ReactNode
  /** Brings the file where a new one was chosen; answers what to attach. */
  bring(typed: Typed): Promise<Proof | undefined>
}

/** Asks for the document that shows what an update tells: one of the case, the bill of an expense, or a file from this device. */
export function useProofChoice(found: CaseDetail, attached: Proof | null): ProofChoice {
  const { t } = useTranslation('cases')
  const options = useProofs(found)
  const [chosen, choose] = useState<string>()
  const value = chosen ?? (attached ? keyOf(attached) : options.length > 0 ? '' : another)
  const bring = async (typed: Typed) => {
    if (value !== another) return options.find(({ key }) => key === value)?.proof
    const documentId = await bringDocument(found.id, typed)
    if (documentId === undefined) return undefined
    const proof = { documentId }
    // Should what follows be refused, the file is not brought a second time.
    choose(keyOf(proof))
    return proof
  }
  const shown = options.find(({ key }) => key === value)
  const field = (
    <>
      <ChoiceField
        name="proof"
        label={t('documents.proof')}
        description={t('documents.proofHint')}
        value={value || null}
        placeholder={t('documents.choose')}
        onChange={(next) => choose(next ?? '')}
        data={[
          ...options.map(({ key, words }) => ({ value: key, label: words })),
          { value: another, label: t('documents.another') },
        ]}
      />
      {shown && <Preview address={addressOf(shown.proof)} mediaType={shown.mediaType} words={shown.words} />}
      {value === another && <DocumentFields />}
    </>
  )
  return { field, bring }
}

function keyOf(proof: Proof): string {
  return 'documentId' in proof ? proof.documentId : proof.expenseId
}

/** Everything of a case that can show something, in words. */
function useProofs({ documents, expenses, needs }: CaseDetail) {
  const { t } = useTranslation('cases')
  const formats = useFormats()
  const papers = documents.map(({ id, kind, mediaType, fileName, uploadedAt }) => ({
    key: id,
    proof: { documentId: id },
    mediaType,
    words: [t(`documents.kinds.${kind}`), fileName, formats.day(uploadedAt)].filter(Boolean).join(' · '),
  }))
  const bills = expenses.flatMap(({ id, needId, documentType, amount, spentOn }) => {
    if (documentType === null) return []
    const item = needs.find((need) => need.id === needId)?.item ?? 'none'
    const words = [t('documents.bill'), t(`items.${item}`), formats.money(amount), formats.day(spentOn)].join(' · ')
    return [{ key: id, proof: { expenseId: id }, mediaType: documentType, words }]
  })
  return [...papers, ...bills]
}
