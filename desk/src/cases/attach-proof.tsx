import { useTranslation } from 'react-i18next'
import { type CaseDetail, isToldAsDone, type Update } from '../api/cases.ts'
import { attachProof } from '../api/documents.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { useProofChoice } from './proof-field.tsx'

/** Attaches what shows an update that waits for a board member, who releases it by link and brings no document. */
export function AttachProof({ update, found }: { update: Update; found: CaseDetail }) {
  const { t } = useTranslation('cases')
  const { field, bring } = useProofChoice(found, update.proof)
  if (!isToldAsDone(update.stage)) return null
  return (
    <Confirm
      words={t(update.proof ? 'documents.attachOther' : 'documents.attach')}
      size="xs"
      title={t('documents.attach')}
      act={t('documents.attach')}
      send={async (typed) => {
        const proof = await bring(typed)
        if (proof) await attachProof(update.id, proof)
      }}
    >
      {field}
    </Confirm>
  )
}
