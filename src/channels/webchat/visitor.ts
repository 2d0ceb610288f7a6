import { createHmac } from 'node:crypto'
import { sameSignature } from '../keys.ts'

/** A random id of at least 128 bits, base64url: whoever could guess it could read the conversation. */
const visitorIdShape = /^[A-Za-z0-9_-]{22,64}$/

/** How long the host site's word about who is signed in may last: a page's life, not a year. */
const identityLifeSeconds = 24 * 60 * 60

/**
 * Issues the bearer token that lets a browser speak as one visitor: `v1.<visitor id>.<end, seconds since 1970>.<HMAC>`.
 * The caller makes the id at random and never issues a token for an id that somebody asks for.
 */
export function issueVisitorToken(visitorId: string, expiresAt: Date, visitorSecret: string): string {
  const claim = `v1.${visitorId}.${Math.floor(expiresAt.getTime() / 1000)}`
  return `${claim}.${sign(claim, visitorSecret)}`
}

/** The visitor a token speaks for, or `null` when it is not ours, was changed or has ended. */
export function verifyVisitorToken(token: string, visitorSecret: string, now: Date): string | null {
  const [version, visitorId, end, signature, ...rest] = token.split('.')
  if (version !== 'v1' || visitorId === undefined || end === undefined || signature === undefined) return null
  if (rest.length > 0 || !visitorIdShape.test(visitorId) || !/^\d{1,12}$/.test(end)) return null
  if (!sameSignature(sign(`v1.${visitorId}.${end}`, visitorSecret), signature)) return null
  return Number(end) * 1000 > now.getTime() ? visitorId : null
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
