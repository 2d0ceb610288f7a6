import { Checkbox, MultiSelect } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { channelKinds } from '../../../src/channels/adapter.ts'
import type { CaseDetail } from '../api/cases.ts'
import { attachPaper, consentFields, consentPurposes, recordConsent, relations } from '../api/consents.ts'
import { today } from '../gifts/today.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { ChoiceField, DayField, FileField, TextField } from '../pieces/fields.tsx'
import type { Typed } from '../pieces/form.tsx'
import { channelsName, grantsIn } from './consent-grants.ts'
import styles from './consents.module.css'

const channels = ['any', ...channelKinds, 'page', 'file'] as const

/** Asks what a guardian signed: for which purpose, which fields, through which channels, and the paper itself. */
export function RecordConsent({ found }: { found: CaseDetail }) {
  const { t } = useTranslation(['cases', 'desk'])
  const [isByField, chooseByField] = useState(false)
  // Should the paper be refused, the record stands: it is not made a second time.
  const recorded = useRef<string>(undefined)
  const record = async (typed: Typed) => {
    recorded.current ??= await recordConsent(found.id, {
      guardian: typed.text('guardian'),
      relation: typed.text('relation'),
      firstName: typed.text('firstName') || undefined,
      givenOn: typed.text('givenOn'),
      expiresOn: typed.text('expiresOn'),
      evidence: typed.text('evidence'),
      grants: grantsIn(typed),
    })
    const paper = typed.file('document')
    if (paper) await attachPaper(recorded.current, paper)
    recorded.current = undefined
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
      <ChoiceField
        name="channel"
        label={t('consent.channel')}
        description={isByField ? t('consent.channelElse') : undefined}
        defaultValue="any"
        data={channels.map((channel) => ({ value: channel, label: t(`consent.channels.${channel}`) }))}
      />
      <Checkbox
        label={t('consent.byField')}
        checked={isByField}
        onChange={(event) => chooseByField(event.currentTarget.checked)}
      />
      {consentPurposes.map((purpose) => (
        <PurposeFields key={purpose} purpose={purpose} isByField={isByField} />
      ))}
      <TextField name="firstName" label={t('consent.firstName')} description={t('consent.firstNameHint')} />
      <DayField name="givenOn" label={t('consent.givenOn')} defaultValue={today()} />
      <DayField name="expiresOn" label={t('consent.expiresOn')} description={t('consent.expiresHint')} />
      <TextField name="evidence" label={t('consent.evidence')} description={t('desk:cases.noNames')} />
      <FileField
        name="document"
        label={t('consent.paper')}
        description={t('consent.paperHint')}
        placeholder={t('desk:imports.choose')}
        accept="application/pdf,image/jpeg,image/png"
      />
    </Confirm>
  )
}

/** What may be told for one purpose; each field through channels of its own where that is asked for. */
function PurposeFields({ purpose, isByField }: { purpose: (typeof consentPurposes)[number]; isByField: boolean }) {
  const { t } = useTranslation('cases')
  const [ticked, tick] = useState<string[]>(purpose === 'report_to_givers' ? ['pseudonym'] : [])
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }} className="stack tight">
      <legend className="mantine-InputWrapper-label">{t(`consent.purposes.${purpose}`)}</legend>
      <div className={styles.fields}>
        {consentFields.map((field) => (
          <Checkbox
            key={field}
            name={`grants.${purpose}`}
            value={field}
            label={t(`consent.fields.${field}`)}
            checked={ticked.includes(field)}
            onChange={({ currentTarget: { checked } }) =>
              tick(checked ? [...ticked, field] : ticked.filter((one) => one !== field))
            }
          />
        ))}
      </div>
      {isByField &&
        consentFields
          .filter((field) => ticked.includes(field))
          .map((field) => (
            <MultiSelect
              key={field}
              name={channelsName(purpose, field)}
              label={t('consent.through', { field: t(`consent.fields.${field}`) })}
              placeholder={t('consent.asWhole')}
              clearable
              data={channels.map((channel) => ({ value: channel, label: t(`consent.channels.${channel}`) }))}
            />
          ))}
    </fieldset>
  )
}
