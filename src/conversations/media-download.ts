import type { RequestContext } from '../channels/adapter.ts'
import type { Channel } from '../channels/channel.ts'
import type { Attachment } from '../channels/event.ts'
import type { ProviderRequest } from '../channels/request.ts'
import { receivedBytes } from '../platform/received.ts'
import type { Refusal } from './media.ts'

/** What became of asking for a file. `auth`: our credentials were refused. */
export type Download =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly reason: Refusal }
  | { readonly kind: 'gone' }
  | { readonly kind: 'later'; readonly waitSeconds?: number }
  | { readonly kind: 'auth' }

/** A provider that is slower than this is asked again later. For the directions and the bytes each. */
const timeoutMilliseconds = 60_000

/** Directions and refusals are short; what is longer is none. */
const wordBytes = 64 * 1024

/**
 * Asks the provider for an attachment's bytes. Only requests the adapter built are made, to the hosts it vouches for, and no
 * redirect is followed: nobody outside can send this server anywhere.
 */
export async function download(
  fetchIt: typeof fetch,
  channel: Channel,
  attachment: Attachment,
  context: RequestContext,
): Promise<Download> {
  const { mediaId, url } = attachment
  if (mediaId === undefined) {
    const request = url === undefined ? null : channel.contentFrom(url, context)
    return request === null ? { kind: 'refused', reason: 'elsewhere' } : ask(fetchIt, channel, request, receivedBytes)
  }
  const request = channel.content(mediaId, context)
  if (request === null) return { kind: 'refused', reason: 'not-given' }
  if (!channel.givesDirections) return ask(fetchIt, channel, request, receivedBytes)
  const told = await ask(fetchIt, channel, request, wordBytes)
  if (told.kind !== 'bytes') return told
  const body = new TextDecoder().decode(told.bytes)
  const directions = channel.contentAt({ kind: 'answered', status: 200, headers: {}, body }, context)
  if (directions === null) return { kind: 'refused', reason: 'not-given' }
  return ask(fetchIt, channel, directions, receivedBytes)
}

async function ask(
  fetchIt: typeof fetch,
  channel: Channel,
  request: ProviderRequest,
  mostBytes: number,
): Promise<Download> {
  try {
    const response = await fetchIt(request.url, {
      method: request.method,
      headers: { ...request.headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMilliseconds),
      ...(request.method === 'POST' ? { body: request.body } : {}),
    })
    if (response.status !== 200) return await judge(response, channel, request)
    const bytes = await readUpTo(response, mostBytes)
    return bytes === undefined ? { kind: 'refused', reason: 'too-large' } : { kind: 'bytes', bytes }
  } catch {
    // No connection, none in time, or one that broke: nothing is told by it but that it must be tried again.
    return { kind: 'later' }
  }
}

/** LINE answers 202 while it still prepares a film, and 410 for what was unsent (Messaging API reference, 2026-08). */
async function judge(response: Response, channel: Channel, request: ProviderRequest): Promise<Download> {
  const { status } = response
  const bytes = await readUpTo(response, wordBytes)
  if (status === 404 || status === 410) return { kind: 'gone' }
  if (status < 300) return { kind: 'later' }
  if (status < 400) return { kind: 'refused', reason: 'elsewhere' }
  const body = new TextDecoder().decode(bytes)
  const headers = Object.fromEntries(response.headers)
  const outcome = channel.interpret({ kind: 'answered', status, headers, body }, request)
  if (outcome.kind === 'auth') return { kind: 'auth' }
  if (outcome.kind === 'rejected') return { kind: 'refused', reason: 'not-given' }
  const waitSeconds = outcome.kind === 'rate_limited' ? outcome.waitSeconds : undefined
  return { kind: 'later', ...(waitSeconds === undefined ? {} : { waitSeconds }) }
}

/** Reads a body while it is small enough; `undefined`, and the connection closed, as soon as it is not. */
async function readUpTo(response: Response, mostBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  const isAnnounced = Number(response.headers.get('content-length') ?? 0) > mostBytes
  if (isAnnounced) await response.body?.cancel()
  if (isAnnounced || response.body === null) return isAnnounced ? undefined : new Uint8Array()
  for await (const chunk of response.body) {
    length += chunk.byteLength
    // Leaving the loop cancels the stream.
    if (length > mostBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
