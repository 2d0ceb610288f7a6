import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { changeSending, type SendingSettings, useSending } from '../api/sending.ts'
import { useMay } from '../api/session.ts'
import { ChoiceField, TextField } from '../pieces/fields.tsx'
import { Form, Submit, type Typed, useField } from '../pieces/form.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { say } from '../pieces/said.tsx'

/** When people sleep, and how often one of them may hear from us unasked. */
export function Sending() {
  const { t } = useTranslation()
  const { data: settings, error, refetch } = useSending()
  return (
    <Section title={t('settings.sending.title')} lead={t('settings.sending.lead')}>
      {error && <ErrorNote error={error} retry={() => void refetch()} />}
      {!settings && !error && <Loading rows={3} />}
      {settings && <SendingForm settings={settings} />}
    </Section>
  )
}

function SendingForm({ settings: { quiet, appeals, feedback, whenCapped } }: { settings: SendingSettings }) {
  const { t } = useTranslation()
  const may = useMay()
  const save = async (typed: Typed) => {
    await changeSending({
      quiet: { from: typed.text('quiet.from'), until: typed.text('quiet.until') },
      appeals: capIn(typed, 'appeals'),
      feedback: capIn(typed, 'feedback'),
      whenCapped: typed.text('whenCapped'),
    })
    say(t('acts.saved'))
  }
  return (
    <Form send={save}>
      <div className="fields">
        <Hour name="quiet.from" label={t('settings.sending.from')} hour={quiet.from} />
        <Hour name="quiet.until" label={t('settings.sending.until')} hour={quiet.until} />
      </div>
      <p className="quiet small">{t('settings.sending.quietHint')}</p>
      <CapFields name="appeals" cap={appeals} />
      <CapFields name="feedback" cap={feedback} />
      <p className="quiet small">{t('settings.sending.capHint')}</p>
      <ChoiceField
        name="whenCapped"
        label={t('settings.sending.whenCapped')}
        defaultValue={whenCapped}
        data={(['wait', 'skip'] as const).map((value) => ({ value, label: t(`settings.sending.${value}`) }))}
        maw={360}
      />
      {may('organisation.change') && <Submit style={{ alignSelf: 'flex-start' }}>{t('acts.save')}</Submit>}
    </Form>
  )
}

function Hour({ name, label, hour }: { name: string; label: string; hour: string }) {
  return <TextInput type="time" label={label} defaultValue={hour} {...useField(name)} />
}

function CapFields({
  name,
  cap: { messages, days },
}: {
  name: 'appeals' | 'feedback'
  cap: SendingSettings['appeals']
}) {
  const { t } = useTranslation()
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <legend className="mantine-InputWrapper-label">{t(`broadcasts.purposes.${name}`)}</legend>
      <div className="fields">
        <TextField
          name={`${name}.messages`}
          inputMode="numeric"
          label={t('settings.sending.messages')}
          defaultValue={messages ?? ''}
        />
        <TextField name={`${name}.days`} inputMode="numeric" label={t('settings.sending.days')} defaultValue={days} />
      </div>
    </fieldset>
  )
}

function capIn(typed: Typed, name: string) {
  const messages = typed.text(`${name}.messages`)
  return { messages: messages === '' ? null : countIn(messages), days: countIn(typed.text(`${name}.days`)) }
}

function countIn(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text
}
