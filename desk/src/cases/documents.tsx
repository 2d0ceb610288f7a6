import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CaseDetail } from '../api/cases.ts'
import { addressOf, type CaseDocument, documentKinds, keepDocument, removeDocument } from '../api/documents.ts'
import { requiredProblem } from '../api/problem.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { ChoiceField, FileField } from '../pieces/fields.tsx'
import type { Typed } from '../pieces/form.tsx'
import { Section } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'
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
            send={(typed) => keepDocument(found.id, typed.text('kind'), fileOf(typed))}
          >
            <ChoiceField
              name="kind"
              label={t('documents.kind')}
              defaultValue="discharge_letter"
              data={documentKinds.map((kind) => ({ value: kind, label: t(`documents.kinds.${kind}`) }))}
            />
            <FileField
              name="document"
              label={t('documents.file')}
              description={t('documents.fileHint')}
              placeholder={t('desk:imports.choose')}
              accept="application/pdf,image/jpeg,image/png"
            />
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
          {[fileName, uploadedBy, formats.ago(uploadedAt)].filter(Boolean).join(' · ')}
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

function fileOf(typed: Typed): File {
  const file = typed.file('document')
  if (!file) throw requiredProblem('document')
  return file
}
