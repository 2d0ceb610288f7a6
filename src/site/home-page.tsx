import { assetUrl } from './assets.ts'
import type { Frame } from './frame.ts'
import { Page } from './page.tsx'

/** What the instance's own address shows: the guided demonstration, or the organisations that live here. */
export type HomeView =
  | { readonly state: 'demo'; readonly campaignUrl: string; readonly booksUrl: string }
  | { readonly state: 'live'; readonly organisations: readonly ListedOrganisation[] }

/** An organisation that lives here and what it asks for. */
interface ListedOrganisation {
  readonly name: string
  readonly url: string
  readonly campaigns: readonly { readonly name: string; readonly url: string }[]
}

/** `/`: on a demonstration six steps that show the whole loop in two minutes; elsewhere a door plate. */
export function HomePage({ frame, home }: { frame: Frame; home: HomeView }) {
  const { t } = frame
  return (
    <Page frame={frame} title="Riscontro" description={t('home.lede')}>
      <img class="hero" src={assetUrl('illustrations/lanterns.svg')} alt="" width="1200" height="675" />
      <h1>{t(home.state === 'demo' ? 'home.demoHeading' : 'home.heading')}</h1>
      <p class="lede">{t('home.lede')}</p>
      {home.state === 'demo' ? <Tour frame={frame} home={home} /> : <Organisations frame={frame} home={home} />}
    </Page>
  )
}

function Tour({ frame, home }: { frame: Frame; home: Extract<HomeView, { state: 'demo' }> }) {
  const { t } = frame
  const steps = [
    ['phone', '/sandbox'],
    ['give', home.campaignUrl],
    ['approve', '/desk'],
    ['read', '/sandbox'],
    ['check', '/sandbox'],
    ['tamper', '/sandbox#tamper'],
  ] as const
  return (
    <>
      <ol class="tour">
        {steps.map(([step, url]) => (
          <li key={step}>
            <h2>{t(`home.steps.${step}.title`)}</h2>
            <p>{t(`home.steps.${step}.text`)}</p>
            <a href={url}>{t(`home.steps.${step}.link`)}</a>
          </li>
        ))}
      </ol>
      <p class="notice">{t('home.signIns')}</p>
      <ul class="links">
        <li>
          <a href={home.campaignUrl}>{t('home.campaign')}</a>
        </li>
        <li>
          <a href={home.booksUrl}>{t('home.books')}</a>
        </li>
      </ul>
    </>
  )
}

function Organisations({ frame, home }: { frame: Frame; home: Extract<HomeView, { state: 'live' }> }) {
  const { t } = frame
  if (home.organisations.length === 0) return <p class="empty">{t('home.none')}</p>
  return (
    <ul class="links">
      {home.organisations.map(({ name, url, campaigns }) => (
        <li key={url}>
          <a href={url}>{name}</a>
          {campaigns.length > 0 && (
            <ul class="links">
              {campaigns.map((campaign) => (
                <li key={campaign.url}>
                  <a href={campaign.url}>{campaign.name}</a>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  )
}
