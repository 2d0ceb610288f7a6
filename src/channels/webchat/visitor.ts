import { createHmac } from 'node:crypto'
import { sameSignature } from '../keys.ts'

/** A random id of at least 128 bits, base64url: whoever could guess it could read the conversation. */
const visitorIdShape = /^[A-Za-z0-9_-]{22,64}$/

/** How long the host site's word about who is signed in may last: a page's life, not a year. */
const identityLifeSeconds = 24 * 60 * 60

/** For whom a token speaks. */
export interface Visitor {
  readonly visitorId: string
  /** What the host site calls them, when it has vouched for them. */
  readonly identifier?: string
}

/**
 * Issues the bearer token that lets a browser speak as one visitor: `v1.<visitor id>.<end, seconds since 1970>.<HMAC>`, and
 * `v2.<visitor id>.<end>.<identifier, base64url>.<HMAC>` for one the host site vouches for. The caller makes the id at random
 * or by `vouchedVisitorId`, and never issues a token for an id that somebody asks for.
 */
export function issueVisitorToken(
  visitorId: string,
  expiresAt: Date,
  visitorSecret: string,
  identifier?: string,
): string {
  const end = Math.floor(expiresAt.getTime() / 1000)
  const named = identifier === undefined ? undefined : Buffer.from(identifier).toString('base64url')
  const claim = named === undefined ? `v1.${visitorId}.${end}` : `v2.${visitorId}.${end}.${named}`
  return `${claim}.${sign(claim, visitorSecret)}`
}

/** Whom a token speaks for, or `null` when it is not ours, was changed or has ended. */
export function readVisitorToken(token: string, visitorSecret: string, now: Date): Visitor | null {
  const [, claim = '', version, visitorId = '', end = '', named, signature = ''] =
    /^((v1|v2)\.([\w-]+)\.(\d{1,12})(?:\.([\w-]{1,400}))?)\.([\w-]+)$/.exec(token) ?? []
  if ((version === 'v2') !== (named !== undefined) || !visitorIdShape.test(visitorId)) return null
  if (!sameSignature(sign(claim, visitorSecret), signature)) return null
  if (Number(end) * 1000 <= now.getTime()) return null
  return named === undefined ? { visitorId } : { visitorId, identifier: Buffer.from(named, 'base64url').toString() }
}

/** The visitor id a token speaks for, or `null`. See `readVisitorToken`. */
export function verifyVisitorToken(token: string, visitorSecret: string, now: Date): string | null {
  return readVisitorToken(token, visitorSecret, now)?.visitorId ?? null
}

/** The visitor id of somebody the host site vouches for: the same in all their browsers, and nobody else can make it. */
export function vouchedVisitorId(identifier: string, visitorSecret: string): string {
  return createHmac('sha256', visitorSecret).update(`vouched\n${identifier}`).digest('base64url')
}

/** What the host site's server says about its signed-in visitor; `expiresAt` in seconds since 1970. */
export interface IdentityClaim {
  readonly identifier: string
  readonly expiresAt: number
  /** `identifier_hash`: hex HMAC-SHA256, keyed with the identity secret, over `<identifier>\n<expiresAt>`. */
  readonly hash: string
}

/** The `identifier_hash` the host site computes on its server, never in the page. */
export function identifierHash(identifier: string, expiresAt: number, identitySecret: string): string {
  return createHmac('sha256', identitySecret).update(`${identifier}\n${expiresAt}`).digest('hex')
}

/** Whether the host site vouches for this visitor now. An end more than 24 hours ahead is refused: such a hash could be replayed for ever. */
export function verifyIdentity(claim: IdentityClaim, identitySecret: string, now: Date): boolean {
  const { identifier, expiresAt, hash } = claim
  const left = expiresAt - now.getTime() / 1000
  if (!Number.isSafeInteger(expiresAt) || left <= 0 || left > identityLifeSeconds) return false
  return sameSignature(identifierHash(identifier, expiresAt, identitySecret), hash)
}

function sign(claim: string, secret: string): string {
  return createHmac('sha256', secret).update(claim).digest('base64url')
}
