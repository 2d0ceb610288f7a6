import { type Frame, spoken } from '../frame.ts'
import { Page } from '../page.tsx'

/** Where somebody stands who thinks of being erased. */
export interface ForgetView {
  readonly action: string
  readonly formToken: string
  /** Back to where they came from, and what that is called. */
  readonly back: { readonly url: string; readonly label: 'back' | 'backMine' }
  /** `stale`: the link is too old to ask with. `soon`: it is being done. */
  readonly state: 'stale' | 'open' | 'waiting' | 'soon'
  readonly dueAt: Date
  readonly regretDays: number
  /** How long receipts with the name are kept; null where there are none. */
  readonly receiptYears: number | null
  /** A yearly receipt is still to be issued. */
  readonly awaitsReceipt: boolean
  /** The word typed to be sure was another. */
  readonly isWrong: boolean
}

interface Part {
  frame: Frame
  view: ForgetView
}

/** `/my/:token/forget`: what goes and what stays and why, before anything is asked; then how to change one's mind. */
export function ForgetPage({ frame, view }: Part) {
  const { t } = frame
  return (
    <Page frame={frame} title={t('forget.title')} isPrivate>
      <p class="back">
        <a href={view.back.url}>{t(`forget.${view.back.label}`)}</a>
      </p>
      <h1>{t('forget.title')}</h1>
      {view.state === 'soon' ? <Soon frame={frame} view={view} /> : <Balance frame={frame} view={view} />}
    </Page>
  )
}

function Balance({ frame, view }: Part) {
  const { t } = frame
  const stays = view.receiptYears === null ? t('forget.staysNoReceipts') : undefined
  return (
    <>
      {view.state === 'waiting' ? <Waiting frame={frame} view={view} /> : <p class="lede">{t('forget.lede')}</p>}
      <h2>{t('forget.goes')}</h2>
      <ul class="balance">
        {(['Name', 'Chat', 'Accounts', 'Wishes', 'Seal', 'Later'] as const).map((what) => (
          <li key={what}>{t(`forget.goes${what}`)}</li>
        ))}
      </ul>
      <h2>{t('forget.stays')}</h2>
      <ul class="balance">
        <li>{t('forget.staysSums')}</li>
        <li>{stays ?? t('forget.staysReceipts', { years: view.receiptYears })}</li>
        <li>{t('forget.staysProof')}</li>
      </ul>
      {view.state === 'stale' && <p class="notice">{t('forget.fresh')}</p>}
      {view.state === 'open' && <Ask frame={frame} view={view} />}
      {view.state === 'waiting' && <Now frame={frame} view={view} />}
    </>
  )
}

function Ask({ frame, view }: Part) {
  const { t } = frame
  return (
    <section aria-labelledby="first">
      <h2 id="first">{t('forget.first')}</h2>
      <p>{t('forget.firstReceipt')}</p>
      {view.awaitsReceipt && <p>{t('forget.firstYearly')}</p>}
      <p>{t('forget.askText', { days: view.regretDays })}</p>
      <Deed view={view} deed="ask" label={t('forget.ask')} />
    </section>
  )
}

function Waiting({ frame, view }: Part) {
  const { t } = frame
  return (
    <section class="notice" aria-labelledby="waiting">
      <h2 id="waiting">{t('forget.waiting')}</h2>
      <p>{t('forget.waitingText', { day: spoken(frame).day(view.dueAt) })}</p>
      <p>{t('forget.undoText')}</p>
      <Deed view={view} deed="keep" label={t('forget.undo')} />
    </section>
  )
}

function Now({ frame, view }: Part) {
  const { t } = frame
  const label = t('forget.nowLabel', { word: t('forget.word') })
  return (
    <section aria-labelledby="now">
      <h2 id="now">{t('forget.now')}</h2>
      <p>{t('forget.nowText')}</p>
      <form method="post" action={view.action}>
        <input type="hidden" name="seal" value={view.formToken} />
        <div class={view.isWrong ? 'field wrong' : 'field'}>
          <label for="word">{label}</label>
          <span class="typed">
            <input
              id="word"
              name="word"
              autocomplete="off"
              aria-describedby={view.isWrong ? 'word-error' : undefined}
              aria-invalid={view.isWrong ? 'true' : undefined}
            />
          </span>
          {view.isWrong && (
            <p class="field-error" id="word-error">
              {t('forget.nowWrong')}
            </p>
          )}
        </div>
        <p class="buttons">
          <button class="button quiet" type="submit" name="deed" value="now">
            {t('forget.nowButton')}
          </button>
        </p>
      </form>
    </section>
  )
}

function Soon({ frame, view }: Part) {
  const { t } = frame
  return (
    <section class="notice" aria-labelledby="soon">
      <h2 id="soon">{t('forget.soon')}</h2>
      <p>{t('forget.soonText')}</p>
      <Deed view={view} deed="keep" label={t('forget.soonTakeBack')} />
    </section>
  )
}

function Deed({ view, deed, label }: { view: ForgetView; deed: 'ask' | 'keep'; label: string }) {
  return (
    <form method="post" action={view.action}>
      <input type="hidden" name="seal" value={view.formToken} />
      <p class="buttons">
        <button class="button quiet" type="submit" name="deed" value={deed}>
          {label}
        </button>
      </p>
    </form>
  )
}
