import { createHash } from 'node:crypto'
import { findCampaign } from '../campaigns/actions.ts'
import { Failure } from '../platform/errors.ts'
import { newRouter, type Request } from '../platform/http/api.ts'
import type { Language } from '../platform/languages.ts'
import { CampaignPage } from './campaign-page.tsx'
import { campaignView } from './campaign-view.ts'
import { frameOf } from './draw.ts'
import { readHost } from './host.ts'
import { renderPage } from './page.tsx'

/** A page drawn lately. It is the same for everyone who reads the language. */
interface Drawn {
  readonly body: Promise<{ bytes: ArrayBuffer; tag: string }>
  readonly until: number
}

const keptMilliseconds = 2000
const keptLimit = 1000

// Everything on the page comes from our own files, so the policy needs no nonce and the whole answer can be kept.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** `/c/:slug`: the public page of a campaign. Drawn at most every two seconds per language, however many read it. */
export function campaignRoutes() {
  const router = newRouter()
  const drawn = new Map<string, Drawn>()
  router.get('/c/:slug', async (request) => {
    const { bytes, tag } = await keep(drawn, request, request.req.param('slug'))
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      etag: tag,
      // Who just chose a language gets a cookie with the page: that answer is theirs alone.
      'cache-control': request.req.query('lang') === undefined ? 'public, max-age=2' : 'private, no-cache',
      vary: 'accept-language, cookie',
    }
    if (request.req.header('if-none-match') === tag) return request.body(null, 304, headers)
    return request.body(bytes, 200, headers)
  })
  return router
}

function keep(drawn: Map<string, Drawn>, request: Request, slug: string): Drawn['body'] {
  const language = request.get('language')
  const key = `${language}/${slug}`
  const now = request.get('context').clock.now().getTime()
  const kept = drawn.get(key)
  if (kept !== undefined && kept.until > now) return kept.body
  if (drawn.size >= keptLimit) drawn.clear()
  const body = draw(request, slug, language)
  drawn.set(key, { body, until: now + keptMilliseconds })
  body.catch(() => drawn.delete(key))
  return body
}

async function draw(request: Request, slug: string, language: Language) {
  const found = await findCampaign(request.get('context'), slug)
  if (found === undefined) throw new Failure('request.missing', {}, { kind: 'missing' })
  const { host, view } = await found.scope.transaction(async (transaction) => ({
    host: await readHost(transaction, language),
    view: await campaignView(transaction, found.campaign, language),
  }))
  const frame = { ...frameOf(request, host, language), nonce: '' }
  const bytes = Buffer.from(await renderPage(<CampaignPage frame={frame} campaign={view} />))
  const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
  return { bytes: new Uint8Array(bytes).buffer, tag }
}
