import { assetUrl } from '../assets.ts'
import { type Frame, spoken } from '../frame.ts'
import { Flow } from './flow.tsx'
import { byCurrency, chosenWords, type OpenBooksView, queryOf, withQuery } from './open-books.ts'

/** `/o/:organisation/embed`: the chart alone, for a frame in somebody else's page. Links leave the frame. */
export function EmbeddedBooksPage({ frame, books }: { frame: Frame; books: OpenBooksView }) {
  const { t, language, organisation } = frame
  const title = t('books.title', { organisation: organisation?.name ?? '' })
  const only = chosenWords(books.chosen)
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{only === '' ? title : `${title}: ${only}`}</title>
        <link rel="stylesheet" href={assetUrl('site.css')} />
        <link rel="stylesheet" href={assetUrl('books.css')} />
      </head>
      <body class="embedded">
        <main>
          {frame.demo && <p class="fine">{t('page.demo')}</p>}
          <h1>{title}</h1>
          {only !== '' && <p class="chosen">{only}</p>}
          {books.campaigns.length === 0 && <p class="empty">{t('books.emptyHere')}</p>}
          {byCurrency(books).map((source) => (
            <Flow key={source.currency} frame={frame} source={source} />
          ))}
          <p class="fine">{t('books.asOf', { moment: spoken(frame).moment(books.asOf) })}</p>
          <p>
            <a href={frame.publicUrl + withQuery(books.base, queryOf(books.chosen))} target="_blank" rel="noopener">
              {t('books.whole')}
            </a>
          </p>
        </main>
      </body>
    </html>
  )
}
