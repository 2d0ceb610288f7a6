import { receiptWishes } from '../../gifts/gift.ts'
import { Choices, TextField, Tick } from '../field.tsx'
import { type Frame, spoken } from '../frame.ts'
import { Page } from '../page.tsx'
import { Amount, NamedCase } from './gift-choice-fields.tsx'
import { errorOf, type GiftFormView, giftFields } from './gift-form.ts'
import { WatchedForm } from './watched-form.tsx'

interface FormProps {
  frame: Frame
  form: GiftFormView
}

const formId = 'gift'

/** `/c/:slug/give` and `/give/:token`: one screen from wish to payment; closed campaigns say so before any payment. */
export function GiftFormPage({ frame, form }: FormProps) {
  const { t } = frame
  const isOpen = form.state === 'open'
  return (
    <Page
      frame={frame}
      title={t('give.title', { campaign: form.campaignTitle })}
      isPrivate
      {...(isOpen && { languageForm: formId, action: <Submit frame={frame} form={form} /> })}
    >
      <p class="back">
        <a href={form.campaignUrl}>{form.campaignTitle}</a>
      </p>
      <h1>{form.returning ? t('give.headingAgain', { name: form.returning.name }) : t('give.heading')}</h1>
      {isOpen ? <GiftForm frame={frame} form={form} /> : <Closed frame={frame} form={form} />}
    </Page>
  )
}

function Submit({ frame, form }: FormProps) {
  return (
    <button class="button" form={formId} type="submit">
      {form.methods.length === 1 && form.methods[0] === 'sandbox' ? frame.t('give.submitDemo') : frame.t('give.submit')}
    </button>
  )
}

function Closed({ frame, form }: FormProps) {
  const { t } = frame
  return (
    <div class="notice" role="status">
      <p>
        <strong>{t(`campaign.${form.state}.title`)}</strong>
      </p>
      <p>{closedWords(frame, form)}</p>
      <p>
        <a href={form.campaignUrl}>{t('give.seeWhatGiftsDid')}</a>
      </p>
    </div>
  )
}

function closedWords(frame: Frame, { state, startsOn, endsOn }: GiftFormView): string {
  const say = spoken(frame)
  if (state === 'not-open-yet') return frame.t('campaign.not-open-yet.text', { day: say.day(startsOn) })
  return endsOn === null ? frame.t('give.closedNow') : frame.t('give.closed', { day: say.day(endsOn) })
}

function GiftForm({ frame, form }: FormProps) {
  const { t } = frame
  return (
    <form id={formId} method="post" action={form.action} novalidate>
      <input type="hidden" name={giftFields.token} value={form.formToken} />
      <p class="trap" aria-hidden="true">
        <label>
          {t('give.trap')}
          <input name={giftFields.trap} tabindex={-1} autocomplete="off" />
        </label>
      </p>
      <ErrorSummary frame={frame} form={form} />
      <WatchedForm frame={frame} form={form} />
      <Amount frame={frame} form={form} />
      <NamedCase frame={frame} form={form} />
      <Method frame={frame} form={form} />
      {form.returning ? (
        <details class="more" open={form.errors.length > 0}>
          <summary>{t('give.knownDetails')}</summary>
          <Giver frame={frame} form={form} />
          <Consent frame={frame} form={form} />
        </details>
      ) : (
        <>
          <Giver frame={frame} form={form} />
          <Consent frame={frame} form={form} />
        </>
      )}
      <div class="inline-action">
        <Submit frame={frame} form={form} />
      </div>
    </form>
  )
}

function ErrorSummary({ frame, form }: FormProps) {
  if (form.errors.length === 0) return null
  return (
    <div class="error-summary" role="alert" tabindex={-1} id="errors">
      <h2>{frame.t('give.errors', { count: form.errors.length })}</h2>
      <p>{frame.t('give.kept')}</p>
      <ul>
        {form.errors.map(({ field, message }) => (
          <li key={field}>{field === 'token' ? message : <a href={`#${field}`}>{message}</a>}</li>
        ))}
      </ul>
    </div>
  )
}

function Method({ frame, form }: FormProps) {
  const { t } = frame
  if (form.methods.length === 0) return <p class="notice">{t('give.noMethod')}</p>
  return (
    <Choices
      name={giftFields.method}
      legend={t('give.method')}
      shape={form.returning ? 'chips' : 'stacked'}
      chosen={form.typed.method ?? form.methods[0]}
      error={errorOf(form, giftFields.method)}
      choices={form.methods.map((method) => ({
        value: method,
        label: t(`give.methods.${method}.name`),
        // Who has given before knows what an ATM code is, and sees the whole form on one screen.
        ...(form.returning === null && { hint: t(`give.methods.${method}.hint`) }),
      }))}
    />
  )
}

function Consent({ frame, form }: FormProps) {
  const { t } = frame
  const { typed } = form
  return (
    <fieldset class="consent">
      <legend>{t('give.consent.legend')}</legend>
      <p class="hint">{t('give.consent.service')}</p>
      <Tick name={giftFields.feedback} label={t('give.consent.feedback')} ticked={typed.feedback === 'yes'} />
      <Tick name={giftFields.appeals} label={t('give.consent.appeals')} ticked={typed.appeals === 'yes'} />
      <p class="hint">{t('give.consent.stop')}</p>
    </fieldset>
  )
}

function Giver({ frame, form }: FormProps) {
  const { t } = frame
  const { typed } = form
  return (
    <>
      <TextField
        name={giftFields.name}
        label={t('give.name')}
        value={typed.name}
        error={errorOf(form, giftFields.name)}
        autocomplete="name"
        maxlength={80}
      />
      <TextField
        name={giftFields.contact}
        label={t('give.contact')}
        hint={t('give.contactHint')}
        value={typed.contact}
        error={errorOf(form, giftFields.contact)}
        autocomplete="email"
        inputmode="email"
        maxlength={120}
      />
      <Choices
        name={giftFields.publicName}
        legend={t('give.public')}
        shape="stacked"
        chosen={typed.publicName ?? 'anonymous'}
        error={errorOf(form, giftFields.publicName)}
        choices={[
          { value: 'anonymous', label: t('give.anonymous') },
          { value: 'initials', label: t('give.initials') },
          { value: 'named', label: t('give.named') },
        ]}
      />
      <Choices
        name={giftFields.receipt}
        legend={t('give.receipt')}
        shape="stacked"
        chosen={typed.receipt ?? 'each'}
        error={errorOf(form, giftFields.receipt)}
        choices={receiptWishes.map((wish) => ({ value: wish, label: t(`give.receipts.${wish}`) }))}
      >
        <div class="receipt-fields">
          <TextField
            name={giftFields.receiptName}
            label={t('give.receiptName')}
            hint={t('give.receiptNameHint')}
            value={typed.receiptName}
            error={errorOf(form, giftFields.receiptName)}
            autocomplete="organization"
            maxlength={80}
          />
          <TextField
            name={giftFields.taxIdentifier}
            label={t('give.taxIdentifier')}
            hint={t('give.taxIdentifierHint')}
            value={typed.taxIdentifier}
            error={errorOf(form, giftFields.taxIdentifier)}
            autocomplete="off"
            maxlength={20}
          />
        </div>
      </Choices>
    </>
  )
}
