import type { OpenBooks } from '../../books/open-books.ts'
import { openBooks } from '../../books/open-books.ts'
import { resolveAddress } from '../../organisations/addresses.ts'
import { Failure } from '../../platform/errors.ts'
import { newRouter, type Request } from '../../platform/http/api.ts'
import { limitRate } from '../../platform/http/rate.ts'
import { systemScope } from '../../platform/jobs/work.ts'
import { type Money, toDecimal } from '../../platform/money.ts'
import { writeCsv } from '../../platform/sheets.ts'
import { frameForAll } from '../draw.ts'
import { readHost } from '../host.ts'
import { Kept, KeptPages } from '../kept.ts'
import { EmbeddedBooksPage } from './embedded-books-page.tsx'
import type { OpenBooksView } from './open-books.ts'
import { OpenBooksPage } from './open-books-page.tsx'

/** What of the address narrows the books. */
const filters = ['year', 'campaign', 'programme'] as const

/**
 * `/o/:organisation`: the open books, narrowed by `?year=`, `?campaign=` and `?programme=`; the same lines as `books.csv` and
 * `books.json` for whoever computes; and `embed`, the one page of ours that others may frame.
 */
export function booksRoutes() {
  const router = newRouter()
  const pages = new KeptPages(10)
  const embedded = new KeptPages(10, { isFramed: true })
  const kept = new Kept<OpenBooksView>(10)
  const read = (request: Request) =>
    kept.get(keyOf(request), request.get('context').clock.now(), () => readBooks(request))
  router.use('/o/*', limitRate('books', 60, 60))
  router.get('/o/:organisation', (request) =>
    pages.answer(
      request,
      async () => <OpenBooksPage frame={frameForAll(request, await hostOf(request))} books={await read(request)} />,
      filters,
    ),
  )
  router.get('/o/:organisation/embed', (request) =>
    embedded.answer(
      request,
      async () => <EmbeddedBooksPage frame={frameForAll(request, await hostOf(request))} books={await read(request)} />,
      filters,
    ),
  )
  router.get('/o/:organisation/books.csv', async (request) => {
    const { campaigns } = await read(request)
    return request.body(csv(campaigns), 200, { 'content-type': 'text/csv; charset=utf-8', ...forAnyone })
  })
  router.get('/o/:organisation/books.json', async (request) => request.json(plain(await read(request)), 200, forAnyone))
  return router
}

const forAnyone = { 'cache-control': 'public, max-age=60', 'access-control-allow-origin': '*' }

function keyOf(request: Request): string {
  const asked = filters.map((name) => request.req.query(name) ?? '')
  return JSON.stringify([request.get('language'), request.req.param('organisation'), ...asked])
}

async function readBooks(request: Request): Promise<OpenBooksView> {
  const slug = request.req.param('organisation') ?? ''
  const [year, campaign, programme] = filters.map((name) => request.req.query(name))
  const asked = { year, campaign, programme }
  const books = await openBooks(request.get('context'), slug, request.get('language'), asked)
  if (books === undefined) throw new Failure('request.missing', {}, { kind: 'missing' })
  return { ...books, base: `/o/${slug}` }
}

async function hostOf(request: Request) {
  const context = request.get('context')
  const address = await resolveAddress(context, 'organisation', request.req.param('organisation') ?? '')
  if (address === undefined) return null
  return systemScope(context, address.organisationId, 'open books').transaction((transaction) =>
    readHost(transaction, request.get('language')),
  )
}

/** Amounts in major units, full stop. */
function csv(campaigns: OpenBooks['campaigns']): string {
  const lines = campaigns.flatMap(({ title, url, lines, received: { currency } }) =>
    lines.map(({ use, amount, spent, reported }) => [
      ...[title, url, currency, use],
      ...[amount, spent, reported].map((minor) => toDecimal({ minor, currency })),
    ]),
  )
  return writeCsv([['campaign', 'path', 'currency', 'use', 'amount', 'spent', 'reported'], ...lines])
}

const stations = ['received', 'feesAndShare', 'allocated', 'spent', 'reported'] as const

function plain({ asOf, checkpoint, chosen, campaigns }: OpenBooksView) {
  return {
    asOf,
    checkpoint: checkpoint && { ...checkpoint, size: checkpoint.size.toString() },
    chosen: {
      year: chosen.year,
      campaign: chosen.campaign?.slug ?? null,
      programme: chosen.programme?.slug ?? null,
    },
    campaigns: campaigns.map(({ title, url, giftCount, lines, ...campaign }) => ({
      ...{ title, url, giftCount },
      ...Object.fromEntries(stations.map((station) => [station, wire(campaign[station])])),
      lines: lines.map(({ use, currency, amount, spent, reported }) => ({
        use,
        amount: wire({ minor: amount, currency }),
        spent: wire({ minor: spent, currency }),
        reported: wire({ minor: reported, currency }),
      })),
    })),
  }
}

function wire({ minor, currency }: Money) {
  return { minor: minor.toString(), currency }
}
