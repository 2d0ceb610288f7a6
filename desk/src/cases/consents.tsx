import { Alert, Badge, Checkbox } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { channelKinds } from '../../../src/channels/adapter.ts'
import type { CaseDetail } from '../api/cases.ts'
import {
  type Consent,
  consentFields,
  consentPurposes,
  recordConsent,
  relations,
  useConsents,
  withdrawConsent,
} from '../api/consents.ts'
import { useMay } from '../api/session.ts'
import { today } from '../gifts/today.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { ChoiceField, DayField, TextField } from '../pieces/fields.tsx'
import type { Typed } from '../pieces/form.tsx'
import { Section } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'
import styles from './consents.module.css'

const channels = ['any', ...channelKinds, 'page', 'file'] as const

/** What may be told of the child, and who signed for it; the names only for members who may read medical fields. */
export function Consents({ found }: { found: CaseDetail }) {
  const { t } = useTranslation('cases')
  const may = useMay()
  const { data: consents = [] } = useConsents(found.id, may('cases.medical'))
  return (
    <Section title={t('consent.title')} acts={may('cases.change') && <RecordConsent found={found} />}>
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
        const fields = [...new Set(grants.filter((one) => one.purpose === purpose).map(({ field }) => field))]
        return (
          fields.length > 0 && (
            <p key={purpose} className="small">
              <span className="quiet">{t(`consent.purposes.${purpose}`)}: </span>
              {fields.map((field) => t(`consent.fields.${field}`)).join(', ')}
            </p>
          )
        )
      })}
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

function RecordConsent({ found }: { found: CaseDetail }) {
  const { t } = useTranslation(['cases', 'desk'])
  const record = (typed: Typed) => {
    const channel = typed.text('channel')
    const grants = consentPurposes.flatMap((purpose) =>
      typed.all(`grants.${purpose}`).map((field) => ({ field, purpose, channel })),
    )
    return recordConsent(found.id, {
      guardian: typed.text('guardian'),
      relation: typed.text('relation'),
      firstName: typed.text('firstName') || undefined,
      givenOn: typed.text('givenOn'),
      expiresOn: typed.text('expiresOn'),
      evidence: typed.text('evidence'),
      grants,
    })
  }
  return (
    <Confirm words={t('consent.record')} size="xs" title={t('consent.record')} act={t('consent.record')} send={record}>
      <p className="quiet">{t('consent.recordWords')}</p>
      <TextField name="guardian" label={t('consent.guardian')} description={t('consent.guardianHint')} />
      <ChoiceField
        name="relation"
        label={t('consent.relation')}
        defaultValue="mother"
        data={relations.map((relation) => ({ value: relation, label: t(`consent.relations.${relation}`) }))}
      />
      {consentPurposes.map((purpose) => (
        <fieldset key={purpose} style={{ border: 0, padding: 0, margin: 0 }} className="stack tight">
          <legend className="mantine-InputWrapper-label">{t(`consent.purposes.${purpose}`)}</legend>
          <div className={styles.fields}>
            {consentFields.map((field) => (
              <Checkbox
                key={field}
                name={`grants.${purpose}`}
                value={field}
                label={t(`consent.fields.${field}`)}
                defaultChecked={purpose === 'report_to_givers' && field === 'pseudonym'}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <TextField name="firstName" label={t('consent.firstName')} description={t('consent.firstNameHint')} />
      <ChoiceField
        name="channel"
        label={t('consent.channel')}
        defaultValue="any"
        data={channels.map((channel) => ({
          value: channel,
          label: t(`consent.channels.${channel}`),
        }))}
      />
      <DayField name="givenOn" label={t('consent.givenOn')} defaultValue={today()} />
      <DayField name="expiresOn" label={t('consent.expiresOn')} description={t('consent.expiresHint')} />
      <TextField name="evidence" label={t('consent.evidence')} description={t('desk:cases.noNames')} />
    </Confirm>
  )
}
