import { shortestPassword } from '../../organisations/password.ts'
import { TextField } from '../field.tsx'
import type { Frame } from '../frame.ts'
import { Page } from '../page.tsx'
import { type SetUpField, setUpFields, type TypedSetUp } from './form.ts'

/** The first-run form: what was typed, and what is wrong with it in the reader's language. */
export interface SetUpView {
  readonly typed: TypedSetUp
  readonly errors: Readonly<Partial<Record<SetUpField, string>>>
}

interface SetUpProps {
  frame: Frame
  form: SetUpView
}

const groups = [
  ['organisation', ['organisation.name', 'organisation.slug']],
  ['place', ['organisation.country', 'organisation.timeZone', 'organisation.phone', 'organisation.email']],
  [
    'legalEntity',
    [
      'legalEntity.name',
      'legalEntity.address',
      'legalEntity.registrationNumber',
      'legalEntity.approvalNumber',
      'legalEntity.receiptPrefix',
    ],
  ],
  ['owner', ['owner.name', 'owner.email', 'owner.password']],
] as const

const timeZones = Intl.supportedValuesOf('timeZone')

/** `/setup`: the first organisation of an installation and its first member, for whoever holds the code of the terminal. */
export function SetUpPage({ frame, form }: SetUpProps) {
  const { t } = frame
  return (
    <Page frame={frame} title={t('setup.title')} isPrivate>
      <h1>{t('setup.title')}</h1>
      <p class="lede">{t('setup.lede')}</p>
      {Object.keys(form.errors).length > 0 && (
        <div class="error-summary" role="alert">
          <p>{t('setup.errors')}</p>
          <ul>
            {setUpFields
              .filter((field) => form.errors[field] !== undefined)
              .map((field) => (
                <li key={field}>
                  <a href={`#${field}`}>{t(`setup.fields.${field}.label`)}</a>
                </li>
              ))}
          </ul>
        </div>
      )}
      <form class="groups" method="post" action="/setup" novalidate>
        <Field frame={frame} form={form} field="code" />
        {groups.map(([group, fields]) => (
          <fieldset key={group}>
            <legend>{t(`setup.groups.${group}`)}</legend>
            {fields.map((field) => (
              <Field key={field} frame={frame} form={form} field={field} />
            ))}
          </fieldset>
        ))}
        <p class="buttons">
          <button class="button" type="submit">
            {t('setup.submit')}
          </button>
        </p>
      </form>
    </Page>
  )
}

function Field({ frame, form, field }: SetUpProps & { field: SetUpField }) {
  const { t } = frame
  const isPassword = field === 'owner.password'
  return (
    <TextField
      name={field}
      label={t(`setup.fields.${field}.label`)}
      hint={t(`setup.fields.${field}.hint`, { minimum: shortestPassword })}
      value={isPassword ? undefined : form.typed[field]}
      error={form.errors[field]}
      {...(field === 'organisation.timeZone' && { choices: timeZones, autocomplete: 'off' })}
      {...(field === 'organisation.country' && { maxlength: 2, autocomplete: 'country' })}
      {...(isPassword && { type: 'password' as const, autocomplete: 'new-password' })}
    />
  )
}
