import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CaseDetail } from '../api/cases.ts'
import { addressOf, type CaseDocument, removeDocument } from '../api/documents.ts'
import { requiredProblem } from '../api/problem.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { Facts } from '../pieces/facts.tsx'
import { Section } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'
import { bringDocument, DocumentFields } from './document-fields.tsx'
import { OriginalFile } from './original.tsx'

/** The papers that show what was done: for members who may read medical fields, never for donors. */
export function Documents({ found }: { found: CaseDetail }) {
  const { t } = useTranslation(['cases', 'desk'])
  const may = useMay()
  if (!may('cases.medical')) return null
  return (
    <Section
      title={t('documents.title')}
      lead={t('documents.lead')}
      acts={
        may('updates.write') && (
          <Confirm
            words={t('documents.add')}
            size="xs"
            title={t('documents.add')}
            act={t('documents.add')}
            send={async (typed) => {
              if ((await bringDocument(found.id, typed)) === undefined) throw requiredProblem('document')
            }}
          >
            <DocumentFields />
          </Confirm>
        )
      }
    >
      {found.documents.length > 0 && (
        <div className="lines">
          {found.documents.map((document) => (
            <Line key={document.id} document={document} />
          ))}
        </div>
      )}
    </Section>
  )
}

function Line({ document: { id, kind, fileName, original, uploadedBy, uploadedAt } }: { document: CaseDocument }) {
  const { t } = useTranslation('cases')
  const formats = useFormats()
  const may = useMay()
  return (
    <div className="bar spread">
      <span>
        <Anchor href={addressOf({ documentId: id })} target="_blank" rel="noreferrer" className="begins">
          {t(`documents.kinds.${kind}`)}
        </Anchor>
        <br />
        <span className="quiet small">
          <Facts of={[fileName, uploadedBy, formats.ago(uploadedAt)]} />
        </span>
      </span>
      <OriginalFile original={original} address={addressOf({ documentId: id })} fileName={fileName} />
      {may('updates.write') && (
        <Confirm
          words={t('documents.remove')}
          size="compact-xs"
          variant="subtle"
          danger
          title={t('documents.removeTitle')}
          act={t('documents.remove')}
          send={() => removeDocument(id)}
        >
          <p>{t('documents.removeWords')}</p>
        </Confirm>
      )}
    </div>
  )
}
