import { BooksStyle } from './books-style.tsx'
import { Flow } from './flow.tsx'
import { type Frame, spoken } from './frame.ts'
import { type CampaignBooks, type OpenBooksView, type PublishedCheckpoint, stations } from './open-books.ts'
import { Page } from './page.tsx'

interface BooksProps {
  frame: Frame
  books: OpenBooksView
}

/** `/o/:organisation`: what came in, where it went, what was told about it, and how anyone can check the list. */
export function OpenBooksPage({ frame, books }: BooksProps) {
  const { t, organisation } = frame
  const say = spoken(frame)
  const name = organisation?.name ?? ''
  return (
    <Page
      frame={frame}
      title={t('books.title', { organisation: name })}
      description={t('books.lede')}
      head={<BooksStyle />}
    >
      <h1>{t('books.title', { organisation: name })}</h1>
      <p class="lede">{t('books.lede')}</p>
      {organisation && (
        <p>
          <a href={`/o/${organisation.slug}/gifts`}>{t('books.everyGift')}</a>
        </p>
      )}
      {books.campaigns.length === 0 && <p class="empty">{t('books.empty')}</p>}
      {books.campaigns.map((campaign) => (
        <Campaign key={campaign.url} frame={frame} campaign={campaign} />
      ))}
      <section aria-labelledby="counts">
        <h2 id="counts">{t('books.whatCounts')}</h2>
        <dl class="rows">
          {stations.map((station) => (
            <div key={station}>
              <dt>{t(`books.${station}`)}</dt>
              <dd class="words">{t(`books.counts.${station}`)}</dd>
            </div>
          ))}
        </dl>
        <p class="fine">{t('books.asOf', { moment: say.moment(books.asOf) })}</p>
      </section>
      <Checkpoint frame={frame} checkpoint={books.checkpoint} />
      {books.downloads.length > 0 && (
        <section aria-labelledby="downloads">
          <h2 id="downloads">{t('books.downloads')}</h2>
          <ul class="links">
            {books.downloads.map(({ label, url }) => (
              <li key={url}>
                <a href={url} download>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  )
}

function Campaign({ frame, campaign }: { frame: Frame; campaign: CampaignBooks }) {
  const { t } = frame
  const say = spoken(frame)
  return (
    <section>
      <h2>
        <a href={campaign.url}>{campaign.title}</a>
      </h2>
      <p class="fine">{t('books.gifts', { count: campaign.giftCount, gifts: say.count(campaign.giftCount) })}</p>
      <Flow frame={frame} campaign={campaign} />
      <details class="more">
        <summary>{t('books.table')}</summary>
        <Figures frame={frame} campaign={campaign} />
      </details>
    </section>
  )
}

function Figures({ frame, campaign }: { frame: Frame; campaign: CampaignBooks }) {
  const { t } = frame
  const say = spoken(frame)
  return (
    <table class="ledger">
      <caption class="unseen">{campaign.title}</caption>
      <tbody>
        {(['received', 'feesAndShare', 'allocated', 'spent', 'reported'] as const).map((row) => (
          <tr key={row}>
            <th scope="row">{t(`books.${row}`)}</th>
            <td>{say.money(campaign[row])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Checkpoint({ frame, checkpoint }: { frame: Frame; checkpoint: PublishedCheckpoint | null }) {
  const { t } = frame
  const say = spoken(frame)
  return (
    <section aria-labelledby="checkpoint">
      <h2 id="checkpoint">{t('books.checkpoint.title')}</h2>
      <p>{t('books.checkpoint.text')}</p>
      {checkpoint === null ? (
        <p class="empty">{t('books.checkpoint.none')}</p>
      ) : (
        <>
          <dl class="rows raised exact">
            <div>
              <dt>{t('books.checkpoint.size')}</dt>
              <dd>
                {t('books.checkpoint.entries', { count: Number(checkpoint.size), entries: say.count(checkpoint.size) })}
              </dd>
            </div>
            <div>
              <dt>{t('books.checkpoint.at')}</dt>
              <dd>{say.moment(checkpoint.at)}</dd>
            </div>
            <div>
              <dt>{t('books.checkpoint.root')}</dt>
              <dd class="code">{checkpoint.root}</dd>
            </div>
            <div>
              <dt>{t('books.checkpoint.key')}</dt>
              <dd class="code">{checkpoint.keyFingerprint}</dd>
            </div>
          </dl>
          <p>{t('books.checkpoint.how')}</p>
          <pre tabindex={0}>
            <code>{`npm run riscontro -- log verify ${frame.publicUrl}${checkpoint.url}`}</code>
          </pre>
        </>
      )}
    </section>
  )
}
