import { Alert, Anchor, Badge } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type CaseDetail, setLegalName } from '../api/cases.ts'
import { attachPaper, type Consent, consentPurposes, useConsents, withdrawConsent } from '../api/consents.ts'
import { requiredProblem } from '../api/problem.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { FileField, TextField } from '../pieces/fields.tsx'
import { Section } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'
import { fieldsFor } from './consent-grants.ts'
import { OriginalFile } from './original.tsx'
import { RecordConsent } from './record-consent.tsx'

/** What may be told of the child, and who signed for it; the names only for members who may read medical fields. */
export function Consents({ found }: { found: CaseDetail }) {
  const { t } = useTranslation('cases')
  const may = useMay()
  const { data: consents = [] } = useConsents(found.id, may('cases.medical'))
  return (
    <Section
      title={t('consent.title')}
      acts={
        may('cases.change') && (
          <div className="bar">
            {may('cases.medical') && <LegalName caseId={found.id} />}
            <RecordConsent found={found} />
          </div>
        )
      }
    >
      <Alert
        variant="light"
        color={found.consent === 'ended' ? 'attention' : 'quiet'}
        icon={<IconInfoCircle aria-hidden />}
      >
        {t(`consent.states.${found.consent}`)}
      </Alert>
      {consents.length > 0 && (
        <div className="lines">
          {consents.map((consent) => (
            <ConsentView key={consent.id} consent={consent} />
          ))}
        </div>
      )}
    </Section>
  )
}

function ConsentView({ consent }: { consent: Consent }) {
  const { t } = useTranslation('cases')
  const formats = useFormats()
  const may = useMay()
  const { guardian, relation, givenOn, expiresOn, evidence, endedHow, reason, grants } = consent
  return (
    <article className="stack tight" aria-label={guardian}>
      <div className="bar spread">
        <strong>
          {guardian} <span className="quiet small">{t(`consent.relations.${relation}`)}</span>
        </strong>
        <Badge color={endedHow ? 'quiet' : 'good'}>{t(endedHow ? `consent.${endedHow}` : 'consent.stands')}</Badge>
      </div>
      <p className="quiet small">
        {t('consent.days', { from: formats.day(givenOn), to: formats.day(expiresOn) })} · {evidence}
        {reason && ` · ${reason}`}
      </p>
      {consentPurposes.map((purpose) => {
        const fields = fieldsFor(grants, purpose).map(({ field, channels }) => {
          const words = t(`consent.fields.${field}`)
          return channels.length === 0
            ? words
            : `${words} (${channels.map((channel) => t(`consent.channels.${channel}`)).join(', ')})`
        })
        return (
          fields.length > 0 && (
            <p key={purpose} className="small">
              <span className="quiet">{t(`consent.purposes.${purpose}`)}: </span>
              {fields.join(', ')}
            </p>
          )
        )
      })}
      <Papers consent={consent} />
      {!endedHow && may('cases.change') && (
        <div className="bar">
          <Confirm
            words={t('consent.withdraw')}
            size="compact-xs"
            variant="subtle"
            danger
            title={t('consent.withdrawTitle')}
            act={t('consent.withdraw')}
            send={(typed) => withdrawConsent(consent.id, typed.text('reason'))}
          >
            <p>{t('consent.withdrawWords')}</p>
            <TextField name="reason" label={t('consent.reason')} />
          </Confirm>
        </div>
      )}
    </article>
  )
}

/** The paper that was signed, page by page, and the way to attach another. */
function Papers({ consent: { id, papers } }: { consent: Consent }) {
  const { t } = useTranslation(['cases', 'desk'])
  const may = useMay()
  return (
    <div className="bar small">
      {papers.length === 0 && <span className="quiet">{t('consent.noPaper')}</span>}
      {papers.map(({ id: paperId, fileName, original }, at) => (
        <span key={paperId} className="bar">
          <Anchor href={`/api/consent-papers/${paperId}`} target="_blank" rel="noreferrer">
            {t('consent.page', { number: at + 1 })}
          </Anchor>
          <OriginalFile original={original} address={`/api/consent-papers/${paperId}`} fileName={fileName} />
        </span>
      ))}
      {may('cases.change') && (
        <Confirm
          words={t('consent.attach')}
          size="compact-xs"
          variant="subtle"
          title={t('consent.attach')}
          act={t('consent.attach')}
          send={async (typed) => {
            const file = typed.file('document')
            if (!file) throw requiredProblem('document')
            await attachPaper(id, file)
          }}
        >
          <p className="quiet">{t('consent.paperHint')}</p>
          <FileField
            name="document"
            label={t('consent.paper')}
            placeholder={t('desk:imports.choose')}
            accept="application/pdf,image/jpeg,image/png"
          />
        </Confirm>
      )}
    </div>
  )
}

/** The name to be looked for in whatever is written about the child: typed once, sealed, never shown. */
function LegalName({ caseId }: { caseId: string }) {
  const { t } = useTranslation('cases')
  return (
    <Confirm
      words={t('names.set')}
      size="xs"
      variant="subtle"
      title={t('names.set')}
      act={t('names.save')}
      send={(typed) => setLegalName(caseId, typed.text('legalName'))}
    >
      <p className="quiet">{t('names.setWords')}</p>
      <TextField name="legalName" label={t('names.legalName')} autoComplete="off" />
    </Confirm>
  )
}
