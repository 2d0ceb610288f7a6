import { z } from 'zod'
import { Failure } from '../platform/errors.ts'
import type { ChannelKind, Reception } from './adapter.ts'
import { arrived } from './arrival.ts'
import { openChannel } from './kinds.ts'

const pairs = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/**
 * A captured webhook in JSON. Without `query` it is read from `path`; a header that came twice may be a list. `body` is its text; where that is not UTF-8, or to be exact to the byte, `bodyBase64`. Where the
 * provider's proof grows old, `receivedAt` says when it came.
 */
const capturedRequest = z
  .object({
    method: z.string().default('POST'),
    path: z.string().default('/'),
    query: pairs.optional(),
    headers: pairs.default({}),
    body: z.string().optional(),
    bodyBase64: z.base64().optional(),
    receivedAt: z.iso.datetime({ offset: true }).optional(),
  })
  .refine(({ body, bodyBase64 }) => body === undefined || bodyBase64 === undefined, {
    message: 'body and bodyBase64 exclude each other',
    path: ['bodyBase64'],
  })

/**
 * What a channel makes of a captured webhook: whether it is proven to come from the provider, its events, and our answer.
 * Nothing is stored or sent; files that came along are only named. Throws `channels.kind-unknown`; `channels.config-invalid`, `channels.capture-invalid` with the field at fault.
 */
export async function inspect(kind: ChannelKind, settings: unknown, captured: unknown, now: Date): Promise<Reception> {
  const parsed = capturedRequest.safeParse(captured)
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') || 'request'
    throw new Failure('channels.capture-invalid', { field }, { field, cause: parsed.error })
  }
  const { body = '', bodyBase64, receivedAt, ...rest } = parsed.data
  const bytes = bodyBase64 === undefined ? Buffer.from(body) : Buffer.from(bodyBase64, 'base64')
  const request = arrived({ ...rest, body: new Uint8Array(bytes) })
  const channel = openChannel(kind, settings)
  const heard = channel.receive(await channel.unpack(request), receivedAt === undefined ? now : new Date(receivedAt))
  const { accepted, response, events } = heard
  return { accepted, response, events }
}
