import type { Frame } from '../frame.ts'
import { Page } from '../page.tsx'

/** What whoever opened the letter can still do. */
export interface ConfirmView {
  readonly email: string
  readonly state: 'open' | 'confirmed' | 'closed'
  readonly action: string
  readonly formToken: string
}

/** `/confirm/:token`: one question and one button; afterwards, what it means. */
export function ConfirmPage({ frame, view }: { frame: Frame; view: ConfirmView }) {
  const { t } = frame
  const { email, state } = view
  const words = { email, organisation: frame.organisation?.name ?? '' }
  return (
    <Page frame={frame} title={t(`confirm.${state}.title`)} isPrivate>
      <section class="outcome">
        <h1>{t(`confirm.${state}.title`)}</h1>
        <p class="lede">{t(`confirm.${state}.text`, words)}</p>
        {state === 'open' && <Question frame={frame} view={view} />}
      </section>
    </Page>
  )
}

function Question({ frame: { t }, view: { action, formToken } }: { frame: Frame; view: ConfirmView }) {
  return (
    <>
      <form method="post" action={action}>
        <input type="hidden" name="seal" value={formToken} />
        <p class="buttons">
          <button class="button" type="submit">
            {t('confirm.button')}
          </button>
        </p>
      </form>
      <p>{t('confirm.otherwise')}</p>
    </>
  )
}
