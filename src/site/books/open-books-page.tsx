import { type Frame, spoken } from '../frame.ts'
import { Page } from '../page.tsx'
import { BooksStyle } from './books-style.tsx'
import { Flow, type FlowSource } from './flow.tsx'
import {
  byCurrency,
  chosenWords,
  type OpenBooksView,
  type PublishedCheckpoint,
  queryOf,
  stations,
  withQuery,
} from './open-books.ts'
import { OpenBooksFilter } from './open-books-filter.tsx'

interface BooksProps {
  frame: Frame
  books: OpenBooksView
}

/** `/o/:organisation`: what came in, where it went, what was told about it, and how anyone can check the list. */
export function OpenBooksPage({ frame, books }: BooksProps) {
  const { t, organisation } = frame
  const name = organisation?.name ?? ''
  const title = t('books.title', { organisation: name })
  const only = chosenWords(books.chosen)
  return (
    <Page
      frame={frame}
      title={only === '' ? title : `${title}: ${only}`}
      description={t('books.lede')}
      head={<BooksStyle />}
      query={queryOf(books.chosen)}
    >
      <h1>{title}</h1>
      {only !== '' && <p class="chosen">{only}</p>}
      <p class="lede">{t('books.lede')}</p>
      <OpenBooksFilter frame={frame} books={books} />
      {books.chosen.programme && <p class="fine">{t('books.ofProgramme')}</p>}
      {books.campaigns.length === 0 && (
        <p class="empty">{t(books.choices.campaigns.length === 0 ? 'books.empty' : 'books.emptyHere')}</p>
      )}
      {byCurrency(books).map((source) => (
        <section key={source.currency}>
          <Flow frame={frame} source={source} />
          <details class="more">
            <summary>{t('books.table')}</summary>
            <Figures frame={frame} source={source} />
          </details>
        </section>
      ))}
      <Shelf frame={frame} books={books} />
      <Counts frame={frame} books={books} />
      <Checkpoint frame={frame} checkpoint={books.checkpoint} />
      <Downloads frame={frame} books={books} />
    </Page>
  )
}

/** Exactly the lines of the downloads. */
function Figures({ frame, source }: { frame: Frame; source: FlowSource }) {
  const { t } = frame
  const say = spoken(frame)
  const shown = (minor: bigint) => say.money({ minor, currency: source.currency })
  return (
    <section class="wide" tabindex={0} aria-label={`${t('books.table')}: ${source.currency}`}>
      <table class="ledger lines">
        <thead>
          <tr>
            <th scope="col">{t('books.columns.use')}</th>
            {(['amount', 'spent', 'reported'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`books.columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        {source.campaigns.map(({ slug, title, lines }) => (
          <tbody key={slug}>
            <tr>
              <th scope="rowgroup" colspan={4}>
                {title}
              </th>
            </tr>
            {lines.map((line) => (
              <tr key={line.use}>
                <th scope="row">{line.title}</th>
                <td>{shown(line.amount)}</td>
                <td>{shown(line.spent)}</td>
                <td>{shown(line.reported)}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  )
}

/** Every campaign and programme, each with books of its own. */
function Shelf({ frame, books }: BooksProps) {
  const { t } = frame
  const say = spoken(frame)
  const { campaigns, choices, chosen, base } = books
  const programmes = choices.programmes.filter(({ slug }) => slug !== chosen.programme?.slug)
  return (
    <>
      {campaigns.length > 0 && (
        <section aria-labelledby="campaigns">
          <h2 id="campaigns">{t('books.byCampaign')}</h2>
          <ul class="shelf">
            {campaigns.map(({ slug, title, url, giftCount, received }) => (
              <li key={slug}>
                <p class="who">
                  <a href={url}>{title}</a> <strong class="figure">{say.money(received)}</strong>
                </p>
                <p class="fine">
                  {giftCount !== null && (
                    <a href={`${base}/gifts?campaign=${slug}`}>
                      {t('books.gifts', { count: giftCount, gifts: say.count(giftCount) })}
                    </a>
                  )}{' '}
                  {chosen.campaign === null && (
                    <a href={withQuery(base, queryOf({ ...chosen, campaign: { slug, title } }))}>
                      {t('books.itsBooks')}
                      <span class="unseen"> {title}</span>
                    </a>
                  )}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {programmes.length > 0 && (
        <section aria-labelledby="programmes">
          <h2 id="programmes">{t('books.byProgramme')}</h2>
          <ul class="links">
            {programmes.map((programme) => (
              <li key={programme.slug}>
                <a href={withQuery(base, queryOf({ year: chosen.year, campaign: null, programme }))}>
                  {programme.title}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p class="apart">
        <a href={`${base}/gifts`}>{t('books.everyGift')}</a>
      </p>
    </>
  )
}

function Counts({ frame, books }: BooksProps) {
  const { t } = frame
  return (
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
      <p class="fine">{t('books.asOf', { moment: spoken(frame).moment(books.asOf) })}</p>
    </section>
  )
}

function Downloads({ frame, books }: BooksProps) {
  const query = queryOf(books.chosen)
  const own = ['books.csv', 'books.json'].map((label) => ({ label, url: withQuery(`${books.base}/${label}`, query) }))
  return (
    <section aria-labelledby="downloads">
      <h2 id="downloads">{frame.t('books.downloads')}</h2>
      <p class="fine">{frame.t('books.downloadsHint')}</p>
      <ul class="links">
        {[...own, ...books.downloads].map(({ label, url }) => (
          <li key={url}>
            <a href={url} download>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </section>
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
