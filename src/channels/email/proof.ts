import type { RawRequest } from '../adapter.ts'
import { sameSignature } from '../keys.ts'
import type { EmailConfig } from './config.ts'

/**
 * Whether the request comes from the organisation's own mail provider: it presents our secret, in the query where only an
 * address can be set, else in the header `x-inbound-secret`.
 */
export function isProven({ query, headers }: RawRequest, { inboundSecret }: EmailConfig): boolean {
  return sameSignature(inboundSecret, query.secret ?? headers['x-inbound-secret'] ?? '')
}
