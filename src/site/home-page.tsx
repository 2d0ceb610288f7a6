import { assetUrl } from './assets.ts'
import type { Frame } from './frame.ts'
import { Page } from './page.tsx'

/** What the instance's own address shows: the guided demonstration, or the organisations that live here. */
export type HomeView =
  | {
      readonly state: 'demo'
      readonly campaigns: readonly ListedCampaign[]
      readonly booksUrl: string
      /** As the desk's sign-in page names who writes news and who releases it. */
      readonly people: { readonly officer: string; readonly approver: string }
    }
  | { readonly state: 'live'; readonly organisations: readonly ListedOrganisation[] }

/** A campaign's letter, by its title. */
export interface ListedCampaign {
  readonly name: string
  readonly url: string
}

/** An organisation that lives here and what it asks for. */
interface ListedOrganisation {
  readonly name: string
  readonly url: string
  readonly campaigns: readonly ListedCampaign[]
}

/** `/`: on a demonstration one press begins the guided way, and each of its steps is told beforehand; elsewhere a door plate. */
export function HomePage({ frame, home }: { frame: Frame; home: HomeView }) {
  const { t } = frame
  return (
    <Page
      frame={frame}
      title="Riscontro"
      description={t('home.lede')}
      action={home.state === 'demo' && <Begin frame={frame} />}
    >
      <img class="hero" src={assetUrl('illustrations/lanterns.svg')} alt="" width="1200" height="675" />
      <h1>{t(home.state === 'demo' ? 'home.demoHeading' : 'home.heading')}</h1>
      <p class="lede">{t('home.lede')}</p>
      {home.state === 'demo' ? <Tour frame={frame} home={home} /> : <Organisations frame={frame} home={home} />}
    </Page>
  )
}

/** As the guide beside the phone counts and names them. */
const tourSteps = ['follow', 'give', 'thanks', 'write', 'release', 'plan', 'send', 'check', 'tamper'] as const

function Tour({ frame, home }: { frame: Frame; home: Extract<HomeView, { state: 'demo' }> }) {
  const { t } = frame
  return (
    <>
      <p class="inline-action">
        <Begin frame={frame} />
      </p>
      <p class="fine">{t('home.minutes')}</p>
      <ol class="tour">
        {tourSteps.map((step) => (
          <li key={step}>
            <h2>{t(`home.steps.${step}.title`)}</h2>
            <p>{t(`home.steps.${step}.text`, home.people)}</p>
          </li>
        ))}
      </ol>
      <section aria-labelledby="around">
        <h2 id="around">{t('home.around')}</h2>
        <Links
          links={[
            ...home.campaigns,
            { name: t('home.books'), url: home.booksUrl },
            { name: t('home.desk'), url: '/desk' },
          ]}
        />
        <p class="fine">{t('home.signIns')}</p>
      </section>
    </>
  )
}

function Begin({ frame }: { frame: Frame }) {
  return (
    <a class="button" href="/sandbox">
      {frame.t('home.begin')}
    </a>
  )
}

function Links({ links }: { links: readonly ListedCampaign[] }) {
  return (
    <ul class="links">
      {links.map(({ name, url }) => (
        <li key={url}>
          <a href={url}>{name}</a>
        </li>
      ))}
    </ul>
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
          {campaigns.length > 0 && <Links links={campaigns} />}
        </li>
      ))}
    </ul>
  )
}
