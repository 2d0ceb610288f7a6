import { TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { languages } from '../../../src/platform/languages.ts'
import {
  changeOrganisation,
  type LegalEntity,
  type Organisation,
  saveLegalEntity,
  useLegalEntities,
  useOrganisation,
  weekdays,
} from '../api/organisation.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { ChoiceField, TextField } from '../pieces/fields.tsx'
import { Form, Submit, type Typed, useField } from '../pieces/form.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Page, Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { say } from '../pieces/said.tsx'
import { languageNames } from '../words/names.ts'
import { Sending } from './sending.tsx'

/** Who the organisation is, when somebody answers, when people may be written to, and the bodies receipts are written by. */
export function SettingsPage() {
  const { t } = useTranslation()
  const may = useMay()
  const { data: organisation, error, refetch } = useOrganisation()
  return (
    <Page title={t('nav.settings')}>
      {error && <ErrorNote error={error} retry={() => void refetch()} />}
      {!organisation && !error && <Loading />}
      {organisation && (
        <>
          <WhoWeAre organisation={organisation} />
          <Sending />
          <LegalEntities />
          {may('people.read') && <CallPeople />}
          {may('conversations.read') && <SayAgain />}
        </>
      )}
    </Page>
  )
}

/** Where the words are kept that people are called by. */
function CallPeople() {
  const { t } = useTranslation()
  return (
    <Section title={t('people.tags')}>
      <p>
        <Link to="/people/tags">{t('people.tagsInUse')}</Link>{' '}
        <span className="quiet small">{t('people.tagsPageLead')}</span>
      </p>
    </Section>
  )
}

/** Where the words are kept that the team says again and again. */
function SayAgain() {
  const { t } = useTranslation()
  return (
    <Section title={t('settings.words')}>
      <p>
        <Link to="/inbox/saved-replies">{t('savedReplies.title')}</Link>{' '}
        <span className="quiet small">{t('savedReplies.lead')}</span>
      </p>
      <p>
        <Link to="/templates">{t('templates.title')}</Link> <span className="quiet small">{t('templates.lead')}</span>
      </p>
    </Section>
  )
}

function WhoWeAre({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation()
  const may = useMay()
  const { name, phone, email, website, timeZone, language, officeHours } = organisation
  const save = async (typed: Typed) => {
    await changeOrganisation({
      name: typed.text('name'),
      phone: typed.text('phone') || null,
      email: typed.text('email') || null,
      website: typed.text('website') || null,
      timeZone: typed.text('timeZone'),
      language: typed.text('language'),
      officeHours: hoursIn(typed),
    })
    say(t('acts.saved'))
  }
  return (
    <Section title={t('settings.who')}>
      <Form send={save}>
        <TextField name="name" label={t('settings.name')} defaultValue={name} />
        <div className="fields">
          <TextField name="phone" type="tel" label={t('people.phone')} defaultValue={phone ?? ''} />
          <TextField name="email" type="email" label={t('people.email')} defaultValue={email ?? ''} />
          <TextField name="website" type="url" label={t('settings.website')} defaultValue={website ?? ''} />
        </div>
        <p className="quiet small">{t('settings.reachHint')}</p>
        <div className="fields">
          <ChoiceField
            name="timeZone"
            searchable
            label={t('settings.timeZone')}
            defaultValue={timeZone}
            data={[...new Set([timeZone, ...Intl.supportedValuesOf('timeZone')])]}
            limit={100}
          />
          <ChoiceField
            name="language"
            label={t('people.language')}
            defaultValue={language}
            data={languages.map((one) => ({ value: one, label: languageNames[one] }))}
          />
        </div>
        <fieldset style={{ border: 0, padding: 0, margin: 0 }} className="stack tight">
          <legend className="mantine-InputWrapper-label">{t('settings.officeHours')}</legend>
          <p className="quiet small">{t('settings.officeHoursHint')}</p>
          {weekdays.map((day) => (
            <Hours key={day} day={day} hours={officeHours[day]} />
          ))}
        </fieldset>
        {may('organisation.change') && <Submit style={{ alignSelf: 'flex-start' }}>{t('acts.save')}</Submit>}
      </Form>
    </Section>
  )
}

function Hours({ day, hours }: { day: (typeof weekdays)[number]; hours: readonly [string, string] | undefined }) {
  const { t } = useTranslation()
  const words = t(`settings.days.${day}`)
  const { error: opensError } = useField(`officeHours.${day}.0`)
  const { error: closesError } = useField(`officeHours.${day}.1`)
  return (
    <div className="bar hours">
      <span>{words}</span>
      <TextInput
        type="time"
        size="xs"
        name={`officeHours.${day}.0`}
        aria-label={t('settings.opens', { day: words })}
        defaultValue={hours?.[0] ?? ''}
        error={opensError}
      />
      <TextInput
        type="time"
        size="xs"
        name={`officeHours.${day}.1`}
        aria-label={t('settings.closes', { day: words })}
        defaultValue={hours?.[1] ?? ''}
        error={closesError}
      />
    </div>
  )
}

function hoursIn(typed: Typed): Record<string, [string, string]> {
  const days = weekdays.map(
    (day) => [day, [typed.text(`officeHours.${day}.0`), typed.text(`officeHours.${day}.1`)]] as const,
  )
  return Object.fromEntries(
    days.flatMap(([day, [opens = '', closes = '']]) => (opens && closes ? [[day, [opens, closes]]] : [])),
  )
}

function LegalEntities() {
  const { t } = useTranslation()
  const may = useMay()
  const { data: entities, error } = useLegalEntities()
  return (
    <Section
      title={t('settings.entities')}
      lead={t('settings.entitiesLead')}
      acts={may('organisation.change') && <EditEntity entity={undefined} />}
    >
      {error && <ErrorNote error={error} />}
      {!entities && !error && <Loading rows={2} />}
      {entities?.length === 0 && <p className="quiet">{t('settings.noEntity')}</p>}
      <div className="lines">
        {entities?.map((entity) => (
          <div key={entity.id} className="bar spread unwrapped">
            <span>
              <strong>{entity.name}</strong>
              <span className="quiet small" style={{ display: 'block' }}>
                {[entity.registrationNumber, entity.approvalNumber, entity.address].filter(Boolean).join(' · ')}
              </span>
            </span>
            {may('organisation.change') && <EditEntity entity={entity} />}
          </div>
        ))}
      </div>
    </Section>
  )
}

function EditEntity({ entity }: { entity: LegalEntity | undefined }) {
  const { t } = useTranslation()
  const fields = ['name', 'country', 'address', 'registrationNumber', 'approvalNumber', 'receiptPrefix'] as const
  const save = (typed: Typed) => {
    const values = Object.fromEntries(fields.map((field) => [field, typed.text(field)]))
    return saveLegalEntity(entity?.id, { ...values, approvalNumber: values.approvalNumber || null })
  }
  return (
    <Confirm
      words={t(entity ? 'acts.edit' : 'acts.add')}
      size="xs"
      title={t('settings.entity')}
      act={t('acts.save')}
      send={save}
    >
      {fields.map((field) => (
        <TextField
          key={field}
          name={field}
          label={t(`settings.entityFields.${field}`)}
          description={t(`settings.entityHints.${field}`)}
          defaultValue={entity?.[field] ?? ''}
        />
      ))}
    </Confirm>
  )
}
