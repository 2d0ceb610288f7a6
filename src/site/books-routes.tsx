import { openBooks } from '../books/open-books.ts'
import { resolveAddress } from '../organisations/addresses.ts'
import { Failure } from '../platform/errors.ts'
import { newRouter, type Request } from '../platform/http/api.ts'
import { limitRate } from '../platform/http/rate.ts'
import { systemScope } from '../platform/jobs/work.ts'
import { type Money, toDecimal } from '../platform/money.ts'
import { frameForAll } from './draw.ts'
import { readHost } from './host.ts'
import { Kept, KeptPages } from './kept.ts'
import type { CampaignBooks, OpenBooksView } from './open-books.ts'
import { OpenBooksPage } from './open-books-page.tsx'

const stations = ['received', 'feesAndShare', 'allocated', 'spent', 'reported'] as const

/** `/o/:organisation`: the open books, and the same figures as `books.csv` and `books.json` for whoever computes. */
export function booksRoutes() {
  const router = newRouter()
  const pages = new KeptPages(10)
  const kept = new Kept<OpenBooksView>(10)
  const read = (request: Request) =>
    kept.get(keyOf(request), request.get('context').clock.now(), () => readBooks(request))
  router.use('/o/*', limitRate('books', 60, 60))
  router.get('/o/:organisation', (request) =>
    pages.answer(request, async () => {
      const books = await read(request)
      const base = `/o/${request.req.param('organisation')}`
      const files = ['books.csv', 'books.json'].map((label) => ({ label, url: `${base}/${label}` }))
      const view = { ...books, downloads: [...files, ...books.downloads] }
      return <OpenBooksPage frame={frameForAll(request, await hostOf(request))} books={view} />
    }),
  )
  router.get('/o/:organisation/books.csv', async (request) => {
    const { campaigns } = await read(request)
    return request.body(csv(campaigns), 200, { 'content-type': 'text/csv; charset=utf-8', ...forAnyone })
  })
  router.get('/o/:organisation/books.json', async (request) => {
    const { campaigns, checkpoint, asOf } = await read(request)
    const signed = checkpoint && { ...checkpoint, size: checkpoint.size.toString() }
    return request.json({ asOf, checkpoint: signed, campaigns: campaigns.map(plain) }, 200, forAnyone)
  })
  return router
}

const forAnyone = { 'cache-control': 'public, max-age=60', 'access-control-allow-origin': '*' }

function keyOf(request: Request): string {
  return `${request.get('language')} ${request.req.param('organisation')}`
}

async function readBooks(request: Request): Promise<OpenBooksView> {
  const slug = request.req.param('organisation') ?? ''
  const books = await openBooks(request.get('context'), slug, request.get('language'))
  if (books === undefined) throw new Failure('request.missing', {}, { kind: 'missing' })
  return books
}

async function hostOf(request: Request) {
  const context = request.get('context')
  const address = await resolveAddress(context, 'organisation', request.req.param('organisation') ?? '')
  if (address === undefined) return null
  return systemScope(context, address.organisationId, 'open books').transaction((transaction) =>
    readHost(transaction, request.get('language')),
  )
}

/** RFC 4180, with a byte order mark so that spreadsheets read the titles as UTF-8. Amounts in major units, full stop. */
function csv(campaigns: readonly CampaignBooks[]): string {
  const lines = campaigns.map((campaign) => [
    campaign.title,
    campaign.url,
    campaign.received.currency,
    String(campaign.giftCount),
    ...stations.map((station) => toDecimal(campaign[station])),
  ])
  const table = [['campaign', 'path', 'currency', 'gifts', ...stations], ...lines]
  return `\ufeff${table.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`
}

// A title that begins like a formula would be computed by a spreadsheet; an apostrophe makes it text.
function cell(text: string): string {
  const harmless = /^[=+\-@\t]/.test(text) && !/^-?\d/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

function plain({ title, url, giftCount, ...campaign }: CampaignBooks) {
  const figures = stations.map((station) => [station, wire(campaign[station])] as const)
  return { title, url, giftCount, ...Object.fromEntries(figures) }
}

function wire({ minor, currency }: Money) {
  return { minor: minor.toString(), currency }
}
