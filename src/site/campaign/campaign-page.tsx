import { assetUrl } from '../assets.ts'
import { type Frame, spoken } from '../frame.ts'
import { Page } from '../page.tsx'
import { Share } from '../story/share.tsx'
import { Knot, ProgressThread, Thread } from '../story/thread.tsx'
import { type CampaignView, progressBasisPoints } from './campaign.ts'

interface CampaignProps {
  frame: Frame
  campaign: CampaignView
}

/** `/c/:slug`: the letter that asks, what was filed, and what the gifts have done so far. */
export function CampaignPage({ frame, campaign }: CampaignProps) {
  const { title, summary, cardPicture, picture } = campaign
  return (
    <Page
      frame={frame}
      title={title}
      description={summary}
      picture={cardPicture}
      action={campaign.state === 'open' && <GiveLink frame={frame} campaign={campaign} />}
    >
      <article class="campaign">
        <img class="hero" src={picture.url} alt={picture.alt} width={picture.width} height={picture.height} />
        <h1>{title}</h1>
        <p class="lede">{summary}</p>
        <Progress frame={frame} campaign={campaign} />
        <Assured frame={frame} campaign={campaign} />
        <Story frame={frame} campaign={campaign} />
        <Deeds frame={frame} campaign={campaign} />
        <Updates frame={frame} campaign={campaign} />
        <Filing frame={frame} campaign={campaign} />
        <Share frame={frame} url={campaign.shareUrl} title={title} />
      </article>
    </Page>
  )
}

function GiveLink({ frame, campaign }: CampaignProps) {
  return (
    <a class="button" href={`/c/${campaign.slug}/give`}>
      {frame.t('campaign.give')}
    </a>
  )
}

function Progress({ frame, campaign }: CampaignProps) {
  const { t } = frame
  const say = spoken(frame)
  const { goal, filing, state } = campaign
  const words = progressWords(frame, campaign)
  return (
    <section class="progress" aria-label={t('campaign.progress')} data-live={state}>
      <p class="given">
        <strong>{words.given}</strong> <span>{t('campaign.ofGoal', { goal: say.money(goal) })}</span>
      </p>
      <ProgressThread basisPoints={progressBasisPoints(campaign)} label={words.label} />
      <ul class="facts">
        <li>{words.gifts}</li>
        {filing.endsOn && <li>{t('campaign.until', { day: say.day(filing.endsOn) })}</li>}
      </ul>
      {state === 'open' ? (
        <div class="inline-action">
          <GiveLink frame={frame} campaign={campaign} />
        </div>
      ) : (
        <p class="notice" role="status">
          <strong>{t(`campaign.${state}.title`)}</strong>{' '}
          {t(`campaign.${state}.text`, {
            cap: filing.cap ? say.money(filing.cap.amount) : '',
            day: say.day(state === 'not-open-yet' ? filing.startsOn : (filing.endsOn ?? filing.startsOn)),
          })}
        </p>
      )}
      {state === 'open' && filing.cap && filing.cap.remaining.minor < filing.cap.amount.minor / 10n && (
        <p class="notice">{t('campaign.nearCap', { remaining: say.money(filing.cap.remaining) })}</p>
      )}
      <script type="module" nonce={frame.nonce} src={assetUrl('live.js')} />
    </section>
  )
}

/** What of the page changes while somebody looks at it, in the words that are drawn. */
export function progressWords(
  { t, language, timeZone }: Pick<Frame, 't' | 'language' | 'timeZone'>,
  campaign: Pick<CampaignView, 'given' | 'goal' | 'giftCount'>,
) {
  const say = spoken({ language, timeZone })
  const { given, goal, giftCount } = campaign
  return {
    given: say.money(given),
    gifts: t('campaign.gifts', { count: giftCount, gifts: say.count(giftCount) }),
    label: t('campaign.progressLabel', { share: say.share(progressBasisPoints(campaign)), goal: say.money(goal) }),
  }
}

/** Three reasons to trust the page with money, each with the place where it can be looked at. */
function Assured({ frame, campaign: { filing } }: CampaignProps) {
  const { t, organisation } = frame
  const share = spoken(frame).share(filing.programmeShareBasisPoints)
  return (
    <ul class="assured">
      <li>
        <a href="#filing">
          {filing.permit
            ? t('campaign.assured.permit', { permit: filing.permit })
            : t('campaign.assured.responsible', { body: filing.responsibleBody })}
        </a>
      </li>
      <li>{t('campaign.assured.share', { share })}</li>
      {organisation && (
        <li>
          {t('campaign.assured.told')} <a href={`/o/${organisation.slug}`}>{t('page.books')}</a>
        </li>
      )}
    </ul>
  )
}

function Story({ frame, campaign }: CampaignProps) {
  const { story, signedBy } = campaign
  return (
    <section class="story" aria-label={frame.t('campaign.story')}>
      {story.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      {signedBy && (
        <p class="signature">
          <strong>{signedBy.name}</strong>
          <span>{signedBy.role}</span>
        </p>
      )}
    </section>
  )
}

function Deeds({ frame, campaign }: CampaignProps) {
  const { t, organisation } = frame
  const say = spoken(frame)
  return (
    <section aria-labelledby="deeds">
      <h2 id="deeds">{t('campaign.deeds')}</h2>
      {campaign.deeds.length === 0 && <p class="empty">{t('campaign.noDeeds')}</p>}
      <dl class="deeds">
        {campaign.deeds.map((deed) => (
          <div key={deed.counts}>
            <dt>{deed.counts}</dt>
            <dd>{say.count(deed.count)}</dd>
          </div>
        ))}
      </dl>
      {organisation && (
        <p>
          <a href={`/o/${organisation.slug}/gifts?campaign=${campaign.slug}`}>{t('books.everyGift')}</a>
          <br />
          <a href={`/o/${organisation.slug}?campaign=${campaign.slug}`}>{t('campaign.books')}</a>
        </p>
      )}
    </section>
  )
}

function Updates({ frame, campaign }: CampaignProps) {
  const { t } = frame
  const say = spoken(frame)
  return (
    <section aria-labelledby="updates">
      <h2 id="updates">{t('campaign.updates')}</h2>
      {campaign.updates.length === 0 && <p class="empty">{t('campaign.noUpdates')}</p>}
      {campaign.updates.length > 0 && (
        <Thread label={t('campaign.updates')}>
          {campaign.updates.map((update) => (
            <Knot key={update.title} state="done" title={update.title} when={say.day(update.at)}>
              <p>{update.text}</p>
            </Knot>
          ))}
        </Thread>
      )}
    </section>
  )
}

function Filing({ frame, campaign }: CampaignProps) {
  const { t } = frame
  const say = spoken(frame)
  const { filing } = campaign
  return (
    <section class="filing" aria-labelledby="filing">
      <h2 id="filing">{t('campaign.filing')}</h2>
      <dl class="rows">
        {filing.permit && <Row name={t('campaign.permit')} value={filing.permit} />}
        <Row name={t('campaign.responsible')} value={filing.responsibleBody} />
        <Row
          name={t('campaign.period')}
          value={
            filing.endsOn
              ? t('campaign.periodDays', { from: say.day(filing.startsOn), to: say.day(filing.endsOn) })
              : t('campaign.periodFrom', { from: say.day(filing.startsOn) })
          }
        />
        {filing.cap && (
          <>
            <Row name={t('campaign.cap')} value={say.money(filing.cap.amount)} />
            <Row name={t('campaign.remaining')} value={say.money(filing.cap.remaining)} />
          </>
        )}
      </dl>
      <p class="fine">{t('campaign.share', { share: say.share(filing.programmeShareBasisPoints) })}</p>
    </section>
  )
}

function Row({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
