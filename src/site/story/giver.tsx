import { Tick } from '../field.tsx'
import { type Frame, spoken } from '../frame.ts'
import type { ForgetDoor, GiftStoryView, GiverGift, GiverPreferences } from './gift-story.ts'

/** How often reports may come; not at all is the tick left away. */
const rhythmsOffered = ['each', 'monthly', 'end'] as const

interface BooksProps extends Pick<GiftStoryView, 'books' | 'chat'> {
  frame: Frame
}

/** All gifts and receipts of this person, or how to get the fresh link they need. */
export function GiverBooksSection({ frame, books, chat }: BooksProps) {
  const { t } = frame
  if (books.state === 'report-only') return <p class="notice">{t('giver.reportOnly')}</p>
  return (
    <section aria-labelledby="gifts">
      <h2 id="gifts">{t('giver.gifts')}</h2>
      {books.state === 'needs-fresh-link' ? (
        <div class="notice">
          <p>{t('giver.fresh')}</p>
          {chat && (
            <p>
              <a href={chat.url}>{t('giver.askFresh', { channel: chat.channel })}</a>
            </p>
          )}
        </div>
      ) : (
        <>
          <ul class="gift-list">
            {books.gifts.map((gift) => (
              <Gift key={gift.url} frame={frame} gift={gift} />
            ))}
          </ul>
          {books.older && (
            <p>
              <a href={books.older} rel="next">
                {t('gifts.older')}
              </a>
            </p>
          )}
        </>
      )}
    </section>
  )
}

function Gift({ frame, gift }: { frame: Frame; gift: GiverGift }) {
  const { t } = frame
  const say = spoken(frame)
  return (
    <li>
      <span class="figure">{say.money(gift.amount)}</span>
      <span class="of">
        {gift.url ? <a href={gift.url}>{gift.campaignTitle}</a> : gift.campaignTitle}
        <small>{say.day(gift.receivedOn)}</small>
        {gift.finalOn && <small>{t('giver.takeBack', { day: say.day(gift.finalOn) })}</small>}
      </span>
      {gift.receipt && (
        <a class="receipt" href={gift.receipt.url}>
          {t('giver.receipt')}
          <small>{gift.receipt.number}</small>
        </a>
      )}
    </li>
  )
}

/** What we may write about, to be changed with one tap; receipts and answers stay whatever is chosen. */
export function Preferences({ frame, preferences }: { frame: Frame; preferences: GiverPreferences }) {
  const { t } = frame
  return (
    <section aria-labelledby="preferences">
      <h2 id="preferences">{t('giver.preferences')}</h2>
      <form method="post" action={preferences.action} class="preferences">
        <input type="hidden" name="token" value={preferences.formToken} />
        <Tick name="feedback" label={t('give.consent.feedback')} ticked={preferences.feedback} />
        <p class="field">
          <label for="rhythm">{t('giver.rhythm')}</label>
          <select id="rhythm" name="rhythm">
            {rhythmsOffered.map((rhythm) => (
              <option key={rhythm} value={rhythm} selected={rhythm === preferences.rhythm}>
                {t(`giver.rhythms.${rhythm}`)}
              </option>
            ))}
          </select>
        </p>
        <Tick name="milestones" label={t('giver.milestones')} ticked={preferences.milestones} />
        <Tick name="appeals" label={t('give.consent.appeals')} ticked={preferences.appeals} />
        <p class="hint">{t('giver.service')}</p>
        <p class="buttons">
          <button class="button quiet" type="submit">
            {t('giver.save')}
          </button>
        </p>
      </form>
    </section>
  )
}

/** The way to being erased; on its way, the day and how to stop it. */
export function Forget({ frame, forget }: { frame: Frame; forget: ForgetDoor }) {
  const { t } = frame
  const { url, dueAt } = forget
  return (
    <section class={dueAt ? 'notice' : undefined} aria-labelledby="forget">
      <h2 id="forget">{t('giver.forget')}</h2>
      <p>{dueAt ? t('giver.forgetWaits', { day: spoken(frame).day(dueAt) }) : t('giver.forgetText')}</p>
      <p>
        <a href={url}>{t(dueAt ? 'giver.forgetLook' : 'giver.forgetOpen')}</a>
      </p>
    </section>
  )
}
